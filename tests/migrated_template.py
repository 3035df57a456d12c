"""Keeps a migrated database for runs to begin with: 240 migrations cost more than most tests.

A copy counts for one state of everything that decides what the migrations make. Of SQLite it is a
file in `var/`, which any run leaves behind; of PostgreSQL a database beside those of the tests,
made when this module is run (`tests/run.py` does, once for each vendor). A run that finds a copy
still calls `migrate`, which finds nothing to do.
"""

import ast
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from source_files import PACKAGES, ROOT

FOLDER = ROOT / "var" / "test-templates"
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "site" / "portal" / "settings" / "base.py")
PREFIX = "portal_template_"
# Any number that nobody else locks: who makes the database holds it.
MAKING = 240_001


def digest() -> str:
    """Return what names the present migrations."""
    found = hashlib.sha256()
    for path in sorted(_deciding_files()):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:24]


def template_path() -> Path:
    """Return where SQLite's copy for the present migrations lies, or would lie."""
    return FOLDER / f"{digest()}.sqlite3"


def template_name() -> str:
    """Return the name of PostgreSQL's database for the present migrations."""
    return f"{PREFIX}{digest()}"


@contextmanager
def filled_from_template(connection: BaseDatabaseWrapper) -> Iterator[bool]:
    """Fill SQLite's test database from the copy, where there is one, before it is migrated.

    Yield whether Django must not make it anew: a file is there already, and goes at the end.
    """
    template, name = template_path(), connection.creation._get_test_db_name()
    if not template.exists():
        yield False
    elif connection.creation.is_in_memory_db(name):
        # A database in memory lives as long as a connection to it is open.
        with closing(sqlite3.connect(name, uri=True)) as memory:
            with closing(sqlite3.connect(template)) as kept:
                kept.backup(memory)
            yield False
    else:
        _remove(name)
        shutil.copyfile(template, name)
        yield True
        connection.close()
        _remove(name)


def name_template(connection: BaseDatabaseWrapper) -> None:
    """Let PostgreSQL's `CREATE DATABASE` copy the migrated database, where there is one."""
    with connection._nodb_cursor() as cursor:
        if template_name() in _templates(cursor):
            connection.settings_dict["TEST"]["TEMPLATE"] = template_name()


def keep_template(connection: BaseDatabaseWrapper) -> None:
    """Write SQLite's copy once, whole or not at all; older ones go."""
    template = template_path()
    if template.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = template.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    # In one step: a run that begins meanwhile finds no copy or a whole one.
    unfinished.replace(template)
    for old in FOLDER.glob("*.sqlite3"):
        if old != template:
            old.unlink(missing_ok=True)


def make_template(connection: BaseDatabaseWrapper) -> None:
    """Make the copy of the vendor that `connection` leads to, unless it is there."""
    if connection.vendor == "sqlite":
        if not template_path().exists():
            connection.creation.create_test_db(verbosity=0, serialize=False)
            keep_template(connection)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        if template_name() not in _templates(cursor):
            _make_database(connection, cursor)


def _make_database(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> None:
    """Migrate a database under another name first: what has the right name is whole."""
    for old in _templates(cursor):
        cursor.execute(f'DROP DATABASE "{old}"')
    unfinished = f"{PREFIX}unfinished"
    connection.settings_dict["TEST"]["NAME"] = unfinished
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    # A database to which anybody is connected can neither be renamed nor copied.
    connection.close()
    connection.close_pool()
    cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template_name()}"')


def _templates(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
    return [name for (name,) in cursor.fetchall()]


def _remove(name: str) -> None:
    """Remove SQLite's file and its journal, which would be played into the next one."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)


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


def main() -> None:
    """Make the copy for the database of the environment, with the settings of the tests."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    import django
    from django.db import connection

    django.setup()
    make_template(connection)


if __name__ == "__main__":
    main()
