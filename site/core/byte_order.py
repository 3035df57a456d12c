"""Sorts a column by its bytes in every database, as the keys of Vietnamese order are meant."""

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper


class SortByBytes(migrations.RunPython):
    """Migration operation for a column of keys made by `core.text.sort_key`.

    PostgreSQL sorts text by the language of the database, in which the signs between the letters
    of a key hardly count: Đông would come before Dung, and Ân before An. SQLite sorts by bytes.
    """

    def __init__(self, table: str, column: str, *, length: int) -> None:
        self.table, self.column, self.length = table, column, length
        super().__init__(self._by_bytes, self._by_language)

    def deconstruct(self):
        """Name the operation by its column."""
        names = [self.table, self.column]
        return self.__class__.__name__, names, {"length": self.length}

    def _by_bytes(self, apps, schema_editor) -> None:
        self._collate(schema_editor.connection, "C")

    def _by_language(self, apps, schema_editor) -> None:
        self._collate(schema_editor.connection, "default")

    def _collate(self, connection: BaseDatabaseWrapper, collation: str) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    f'ALTER TABLE "{self.table}" ALTER COLUMN "{self.column}" '
                    f'TYPE varchar({self.length}) COLLATE "{collation}"'
                )
