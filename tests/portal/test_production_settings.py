"""In production a missing secret stops the start, and Django finds nothing to warn of."""

import os
import re
import secrets
import subprocess
import sys

import pytest

from source_files import ROOT

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "portal.example",
    "BASE_URL": "https://portal.example",
    "DATABASE_URL": "sqlite:///:memory:",
}
REQUIRED = ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL"]


def manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a server would, with no variable but those given."""
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_deployment_check_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
def test_a_required_variable_stops_the_start_and_is_named(name, value):
    variables = {**COMPLETE, name: value}
    done = manage("check", **{key: text for key, text in variables.items() if text is not None})
    assert done.returncode != 0
    assert f"Environment variable {name} " in done.stderr.splitlines()[-1]


def test_demonstration_starts_without_any_variable():
    done = manage("check")
    assert done.returncode == 0, done.stderr


def test_demonstration_does_not_debug():
    code = "from django.conf import settings; print(settings.DEBUG)"
    assert manage("shell", "--no-imports", "-c", code).stdout.strip() == "False"


def test_each_variable_that_the_settings_read_is_documented():
    folder = ROOT / "site" / "portal" / "settings"
    source = "".join(path.read_text() for path in folder.glob("*.py"))
    read = set(re.findall(r'(?:env(?:\.\w+)?|required|json_object)\(\s*"([A-Z_]+)"', source))
    documented = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert len(read) > 10
    assert read - documented == set()
    assert documented - read - {"DJANGO_SETTINGS_MODULE"} == set()
