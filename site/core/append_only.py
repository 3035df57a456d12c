"""Triggers by which the database itself refuses to change or delete what is final.

The same conditions work on SQLite and PostgreSQL: they name columns of `OLD` and `NEW`, compare
with `=` and use only columns that are never null.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper

ALWAYS = "1 = 1"


@dataclass(frozen=True)
class Seal:
    """A table whose rows may not be changed or deleted while a condition on them holds.

    `update_when` and `delete_when` are SQL over `OLD` (and `NEW`); `insert_when` over `NEW`. A
    condition that is empty forbids nothing. `name` is part of the triggers' names and of the error.
    """

    table: str
    name: str
    update_when: str = ALWAYS
    delete_when: str = ALWAYS
    insert_when: str = ""

    def events(self) -> list[tuple[str, str]]:
        """Return (event, condition) of every trigger."""
        conditions = {
            "UPDATE": self.update_when,
            "DELETE": self.delete_when,
            "INSERT": self.insert_when,
        }
        return [(event, condition) for event, condition in conditions.items() if condition]


def seal(connection: BaseDatabaseWrapper, seals: Iterable[Seal]) -> None:
    """Make the triggers."""
    make = _seal_sqlite if connection.vendor == "sqlite" else _seal_postgresql
    with connection.cursor() as cursor:
        for one in seals:
            for event, condition in one.events():
                for sql in make(one, event, condition):
                    cursor.execute(sql)


def unseal(connection: BaseDatabaseWrapper, seals: Iterable[Seal]) -> None:
    """Drop the triggers."""
    with connection.cursor() as cursor:
        for one in seals:
            for event, _condition in one.events():
                name = _trigger(one, event)
                if connection.vendor == "sqlite":
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                else:
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{one.table}"')
                    cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')


def _trigger(one: Seal, event: str) -> str:
    return f"{one.name}_no_{event.lower()}"


def _message(one: Seal, event: str) -> str:
    return f"{one.table}: {event} of what is final is refused ({one.name})"


def _seal_sqlite(one: Seal, event: str, condition: str) -> list[str]:
    return [
        f'CREATE TRIGGER "{_trigger(one, event)}" BEFORE {event} ON "{one.table}" '
        f"FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{_message(one, event)}'); END"
    ]


def _seal_postgresql(one: Seal, event: str, condition: str) -> list[str]:
    # The condition stands in the function: a trigger's own may hold no subquery.
    name = _trigger(one, event)
    passed = "OLD" if event == "DELETE" else "NEW"
    return [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $seal$ '
        f"BEGIN IF {condition} THEN RAISE EXCEPTION '{_message(one, event)}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {passed}; END $seal$",
        f'CREATE TRIGGER "{name}" BEFORE {event} ON "{one.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    ]


class SealTables(migrations.RunPython):
    """Migration operation that makes the triggers, and drops them when reversed.

    On SQLite Django rebuilds a table when a column changes, and its triggers go with the old one:
    a migration that alters a sealed table must seal it again.
    """

    def __init__(self, seals: Iterable[Seal]) -> None:
        self.seals = tuple(seals)
        super().__init__(self._seal, self._unseal)

    def deconstruct(self):
        """Name the operation by its seals."""
        return self.__class__.__name__, [self.seals], {}

    def _seal(self, apps, schema_editor) -> None:
        seal(schema_editor.connection, self.seals)

    def _unseal(self, apps, schema_editor) -> None:
        unseal(schema_editor.connection, self.seals)
