"""Keeps a migrated SQLite database between runs: 240 migrations cost more than most tests.

The copy counts for one state of everything that decides what the migrations make; it lies in
`var/`, which a fresh clone has not. A run with it still calls `migrate`, which finds nothing to do.
"""

import ast
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from source_files import PACKAGES, ROOT

FOLDER = ROOT / "var" / "test-templates"
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "site" / "portal" / "settings" / "base.py")


def template_path() -> Path:
    """Return where the copy for the present migrations lies, or would lie."""
    digest = hashlib.sha256()
    for path in sorted(_deciding_files()):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:24]}.sqlite3"


@contextmanager
def filled_from_template(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Fill the test database in memory from the copy, where there is one, before it is migrated.

    The database lives as long as a connection to it is open, so ours stays open meanwhile. One in
    a file is made anew by Django, so it is migrated as in a first run.
    """
    template, name = template_path(), connection.creation._get_test_db_name()
    if not template.exists() or not connection.creation.is_in_memory_db(name):
        yield
        return
    with closing(sqlite3.connect(name, uri=True)) as memory:
        with closing(sqlite3.connect(template)) as kept:
            kept.backup(memory)
        yield


def keep_template(connection: BaseDatabaseWrapper) -> None:
    """Write the copy once, whole or not at all; older ones go."""
    template = template_path()
    if template.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = template.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    unfinished.rename(template)


def _deciding_files() -> set[Path]:
    """Return requirements, migrations, data, and the modules of ours that migrations import."""
    migrations = {path for folder in PACKAGES.values() for path in folder.rglob("migrations/*.py")}
    data = {path for folder in PACKAGES.values() for path in folder.rglob("data/*")}
    imported = {module for path in migrations for module in _imported(path)}
    return {*REQUIREMENTS, *migrations, *data, *imported}


def _imported(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            app, *rest = name.split(".")
            if app in PACKAGES:
                module = PACKAGES[app].joinpath(*rest)
                candidates = (module.with_suffix(".py"), module / "__init__.py")
                yield from (one for one in candidates if one.is_file())
