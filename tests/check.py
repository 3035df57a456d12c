"""Runs every check of the source, two at a time, and names those that fail."""

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PYTHON_FOLDERS = ["site", "home", "units", "articles", "forms", "search", "tests", "manage.py"]
PACKAGES = ["site/core", "site/portal", "home", "units", "articles", "forms", "search"]
MANAGE = [sys.executable, "manage.py"]
ON_PATH = {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "portal.example",
    "BASE_URL": "https://portal.example",
    "DATABASE_URL": "sqlite:///:memory:",
}


class Check(NamedTuple):
    """One tool: what it proves, its command line, its own environment."""

    name: str
    command: list[str]
    env: dict[str, str] = {}


CHECKS = [
    Check("types", ["mypy", *PACKAGES], ON_PATH),
    Check("format", ["ruff", "format", "--check", "--quiet", "--diff", *PYTHON_FOLDERS]),
    Check("lint", ["ruff", "check", "--quiet", *PYTHON_FOLDERS]),
    Check("layers", ["lint-imports", "--no-cache"], ON_PATH),
    Check("templates", ["djlint", "--lint", "--quiet", *PACKAGES]),
    Check("migrations", [*MANAGE, "makemigrations", "--check", "--dry-run"]),
    Check("catalogues", [*MANAGE, "check_catalogues"]),
    Check("deployment", [*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    Check("requirements", [sys.executable, "-m", "pip", "check"]),
]


class Outcome(NamedTuple):
    """What a tool said."""

    check: Check
    passed: bool
    seconds: float
    output: str


def run(check: Check) -> Outcome:
    """Run one tool from the root of the project."""
    begin = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - begin
    return Outcome(check, done.returncode == 0, seconds, done.stdout.strip())


def main() -> int:
    """Run all checks; show the output of those that failed and of none else."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(run, CHECKS))
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        sys.stdout.write(f"\n--- {outcome.check.name}\n{outcome.output}\n")
    sys.stdout.write("\n")
    for outcome in outcomes:
        word = "ok" if outcome.passed else "FAILED"
        sys.stdout.write(f"{outcome.check.name:<14}{word:<8}{outcome.seconds:5.1f} s\n")
    sys.stdout.write(f"{len(outcomes) - len(failed)} checks passed, {len(failed)} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
