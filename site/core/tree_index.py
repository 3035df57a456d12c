"""The index that tree prefix queries need on SQLite, where LIKE ignores case.

Made after every migration and not by one: SQLite rebuilds a table that a later migration of
Wagtail alters, and forgets indexes that Django does not know of.
"""

from django.db import connections

INDEX_NAME = "core_page_path_nocase"


def ensure_tree_index(*, using: str = "default", **_signal) -> None:
    """Create the case-insensitive path index on SQLite; do nothing on other databases."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        if "wagtailcore_page" in connection.introspection.table_names(cursor):
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {INDEX_NAME} ON wagtailcore_page (path COLLATE NOCASE)"
            )
