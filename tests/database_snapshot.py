"""Keeps the database as the migrations left it, to restore it after a test that commits."""

import sqlite3

from django.core.management.color import no_style
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper


class OtherDatabase(RuntimeError):
    """A snapshot was about to overwrite a database that it was not taken from."""


class SQLiteSnapshot:
    """A page-by-page copy, which also keeps the tables of the full-text search."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        """Take the copy."""
        self._name = connection.settings_dict["NAME"]
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.ensure_connection()
        connection.connection.backup(self._copy)

    def restore(self, connection: BaseDatabaseWrapper) -> None:
        """Put the copy in place of whatever is there."""
        require_same(connection, self._name)
        connection.ensure_connection()
        self._copy.backup(connection.connection)


class PostgresSnapshot:
    """Copies of the tables in a schema of their own, where no test looks."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        """Take the copy."""
        self._name = connection.settings_dict["NAME"]
        with transaction.atomic(), connection.cursor() as cursor:
            self._tables = connection.introspection.table_names(cursor)
            cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE")
            cursor.execute("CREATE SCHEMA kept")
            for table in self._tables:
                cursor.execute(f'CREATE TABLE kept."{table}" AS TABLE "{table}"')

    def restore(self, connection: BaseDatabaseWrapper) -> None:
        """Put the copy in place of whatever is there; foreign keys are checked at the end."""
        require_same(connection, self._name)
        with transaction.atomic(), connection.cursor() as cursor:
            names = ", ".join(f'"{table}"' for table in self._tables)
            cursor.execute(f"TRUNCATE {names} RESTART IDENTITY")
            for table in self._tables:
                cursor.execute(f'INSERT INTO "{table}" SELECT * FROM kept."{table}"')
            self._continue_numbering(connection, cursor)

    def _continue_numbering(self, connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> None:
        for table in self._tables:
            sequences = connection.introspection.get_sequences(cursor, table)
            for sql in connection.ops.sequence_reset_by_name_sql(no_style(), sequences):
                cursor.execute(sql)
            for sequence in sequences:
                column = sequence["column"]
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column}'),"
                    f' max("{column}")) FROM "{table}"'
                )


def require_same(connection: BaseDatabaseWrapper, name: str) -> None:
    """Raise `OtherDatabase` unless `connection` still leads to the database called `name`."""
    if connection.settings_dict["NAME"] != name:
        raise OtherDatabase(f"{connection.settings_dict['NAME']} is not {name}")


def allow_deletion(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers of SQLite that forbid deletion: Django empties a table by DELETE there.

    PostgreSQL empties tables by TRUNCATE, which no trigger of a row sees.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_delete'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


Snapshot = SQLiteSnapshot | PostgresSnapshot


def take_snapshot(connection: BaseDatabaseWrapper) -> Snapshot:
    """Copy the whole test database in the way its vendor does best."""
    return (SQLiteSnapshot if connection.vendor == "sqlite" else PostgresSnapshot)(connection)
