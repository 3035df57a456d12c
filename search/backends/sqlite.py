"""Wagtail's SQLite search (FTS5) with folded text, as-written tiers and linear ranking."""

from collections.abc import Sequence

from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)

from .compilers import ENTRY_TABLE, Condition, FoldedCompilerMixin
from .content import Content
from .expressions import Syntax
from .indexing import FoldedIndexMixin
from .tokens import as_written_tokens, folded_tokens

FTS_TABLE = SQLiteFTSIndexEntry._meta.db_table

# Weights of the columns in the order of Wagtail's table: autocomplete, body, title.
RANK = f"-bm25({FTS_TABLE}, 1.0, 1.0, 8.0)"


def quote(tokens: Sequence[str], prefix: bool) -> str:
    """Return adjacent tokens in FTS5's language."""
    return f'"{" ".join(tokens)}"{"*" if prefix else ""}'


FTS5 = Syntax(quote=quote, both=" AND ", either=" OR ", without=" NOT ")


def in_order(texts: Sequence[str]) -> str:
    """Return the folded words, then those as written, each in its place."""
    text = " ".join(texts)
    return " ".join([*folded_tokens(text), *as_written_tokens(text)])


def once_each(texts: Sequence[str]) -> str:
    """Return the folded words, then each word as written once: half the index of `in_order`."""
    text = " ".join(texts)
    return " ".join([*folded_tokens(text), *dict.fromkeys(as_written_tokens(text))])


class PortalSQLiteIndex(FoldedIndexMixin, SQLiteIndex):
    """Index rows of folded text."""

    def columns(self, content: Content) -> dict[str, str]:
        return {
            "title": in_order(content.title),
            "body": once_each([text for text, _boost in content.body]),
            "autocomplete": in_order(content.autocomplete),
        }


class FTS5CompilerMixin(FoldedCompilerMixin):
    """The pieces of SQL that FTS5 understands."""

    syntax = FTS5
    FTS_TABLE_FIELDS: list[str]

    def entry_tables(self) -> list[str]:
        return [FTS_TABLE, ENTRY_TABLE]

    def match(self, expression: str) -> Condition:
        sql = f"{FTS_TABLE} MATCH %s AND {ENTRY_TABLE}.id = {FTS_TABLE}.rowid"
        return Condition(sql, [self._in_columns(expression)])

    def tier(self, expression: str) -> Condition:
        matching = f"SELECT rowid FROM {FTS_TABLE} WHERE {FTS_TABLE} MATCH %s"  # noqa: S608
        return Condition(f"{FTS_TABLE}.rowid IN ({matching})", [self._in_columns(expression)])

    def rank(self, expression: str) -> Condition:
        return Condition(f"max(0.0, {RANK})", [])

    def _in_columns(self, expression: str) -> str:
        return f"{{{' '.join(self._columns())}}} : ({expression})"

    def _columns(self) -> list[str]:
        """Return the columns to look in: the index keeps apart only the title from the rest."""
        if self.fields is None or "autocomplete" in self.FTS_TABLE_FIELDS:
            return self.FTS_TABLE_FIELDS
        columns = ["title"] if "title" in self.fields else []
        return columns + (["body"] if set(self.fields) - {"title"} else [])


class PortalSQLiteQueryCompiler(FTS5CompilerMixin, SQLiteSearchQueryCompiler):
    """Whole words, in title and body."""


class PortalSQLiteAutocompleteQueryCompiler(FTS5CompilerMixin, SQLiteAutocompleteQueryCompiler):
    """Beginnings of words, in the fields for completion."""


class PortalSQLiteSearchBackend(SQLiteSearchBackend):
    """Search on SQLite."""

    index_class = PortalSQLiteIndex
    query_compiler_class = PortalSQLiteQueryCompiler
    autocomplete_query_compiler_class = PortalSQLiteAutocompleteQueryCompiler


SearchBackend = PortalSQLiteSearchBackend
