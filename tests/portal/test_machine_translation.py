"""A machine translator is named by settings: none by default, and a wrong one stops the start."""

import os
import subprocess
import sys

import pytest
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator

from portal.machine_translation import check_machine_translator
from source_files import ROOT

DUMMY = "wagtail_localize.machine_translators.dummy.DummyTranslator"


class Careful(BaseMachineTranslator):
    """Needs a key."""

    def __init__(self, options):
        super().__init__(options)
        self.key = options["KEY"]


def faults(settings, name, options=None) -> list[str]:
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": name, "OPTIONS": options or {}}
    return [error.msg for error in check_machine_translator(None)]


def test_there_is_none_by_default():
    assert get_machine_translator() is None
    assert check_machine_translator(None) == []


def test_a_translator_of_the_package_is_fine(settings):
    assert faults(settings, DUMMY) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("khong.co.Lop", "'khong.co.Lop' cannot be imported"),
        ("Lop", "'Lop' cannot be imported"),
        (f"{DUMMY}s", "cannot be imported"),
        ("decimal.Decimal", "'decimal.Decimal' is no translator"),
        ("json.dumps", "'json.dumps' is no translator"),
    ],
)
def test_a_wrong_name_is_told_before_the_start(settings, name, words):
    [text] = faults(settings, name)
    assert text.startswith("MACHINE_TRANSLATOR: ")
    assert words in text


def test_wrong_options_are_told_before_the_start(settings):
    name = f"{Careful.__module__}.Careful"
    [text] = faults(settings, name)
    assert "does not take its options: KeyError: 'KEY'" in text
    assert faults(settings, name, {"KEY": "1"}) == []


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"MACHINE_TRANSLATOR": "khong.co.Lop"}, "(portal.E002) MACHINE_TRANSLATOR:"),
        (
            {"MACHINE_TRANSLATOR": DUMMY, "MACHINE_TRANSLATOR_OPTIONS": "{"},
            "Environment variable MACHINE_TRANSLATOR_OPTIONS is no JSON",
        ),
        (
            {"MACHINE_TRANSLATOR": DUMMY, "MACHINE_TRANSLATOR_OPTIONS": "[1]"},
            "Environment variable MACHINE_TRANSLATOR_OPTIONS must be a JSON object",
        ),
    ],
)
def test_the_environment_names_it(variables, words):
    done = manage("check", **variables)
    assert done.returncode != 0
    assert words in done.stderr


def test_the_environment_is_read_into_wagtail_localize_s_setting():
    code = (
        "from wagtail_localize.machine_translators import get_machine_translator as get;"
        "print(type(get()).__name__, get().options)"
    )
    done = manage(
        "shell",
        "--no-imports",
        "-c",
        code,
        MACHINE_TRANSLATOR=DUMMY,
        MACHINE_TRANSLATOR_OPTIONS='{"KEY": "1"}',
    )
    assert done.stdout.strip() == "DummyTranslator {'KEY': '1'}", done.stderr


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a server would, with no variable but those given."""
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **variables}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
