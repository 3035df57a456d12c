"""Chooses the folding backend for the database in use; name this module in the settings."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from modelsearch.backends.base import BaseSearchBackend


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    """Return the search backend of the default database, SQLite or PostgreSQL."""
    # Imported late: each module needs index models that exist for its own database only.
    if connection.vendor == "sqlite":
        from .sqlite import PortalSQLiteSearchBackend

        return PortalSQLiteSearchBackend(params)
    if connection.vendor == "postgresql":
        from .postgres import PortalPostgresSearchBackend

        return PortalPostgresSearchBackend(params)
    raise ImproperlyConfigured(f"No search backend for database {connection.vendor!r}.")
