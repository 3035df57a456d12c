"""The rooms of the house are where the plan says, and nothing else is."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from source_files import PACKAGES, ROOT, own_files, shown, top_level

TOP_LEVEL = {
    *("manage.py", "site", "home", "units", "articles", "forms", "search", "requirements.txt"),
    *("tests", "README.md", "Makefile", "pyproject.toml", "docs", ".ci"),
    *(".gitignore", ".editorconfig", ".env.example"),
}


def test_top_level_holds_exactly_what_is_planned():
    assert top_level() == TOP_LEVEL


def test_site_is_a_folder_and_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_site_holds_only_portal_and_core():
    site = ROOT / "site"
    assert {path.relative_to(site).parts[0] for path in own_files(site)} == {"portal", "core"}


@pytest.mark.parametrize("name", PACKAGES)
def test_each_package_is_an_installed_app(name):
    assert name in settings.INSTALLED_APPS
    assert (PACKAGES[name] / "apps.py").exists()


def test_each_folder_of_members_voice_is_an_installed_app():
    folders = {path.parent.name for path in PACKAGES["forms"].glob("*/apps.py")}
    installed = {name.removeprefix("forms.") for name in settings.INSTALLED_APPS}
    assert folders == {"guarding", "questions", "opinions", "polls"}
    assert folders <= installed


def test_each_module_says_why_it_exists():
    silent = [path for path in own_files() if path.suffix == ".py" and is_silent(path)]
    assert shown(silent) == [], "begin each module with a docstring of one line"


def is_silent(path: Path) -> bool:
    """Tell whether a module with content has no docstring; migrations are named instead."""
    source = path.read_text()
    written_by_hand = "migrations" not in path.parts
    return bool(source.strip()) and written_by_hand and not ast.get_docstring(ast.parse(source))
