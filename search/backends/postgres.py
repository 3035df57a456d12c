"""Wagtail's PostgreSQL search with folded text, as-written tiers and no parser of its own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)

from .compilers import ENTRY_TABLE, Condition, FoldedCompilerMixin
from .content import Content
from .expressions import Syntax
from .indexing import FoldedIndexMixin
from .tokens import as_written_tokens, folded_tokens

TITLE_WEIGHT, BOOSTED_WEIGHT, BODY_WEIGHT = "A", "B", "D"
MAX_POSITION = 16_383  # PostgreSQL's own limits
MAX_POSITIONS = 255
MAX_VECTOR_BYTES = 900_000


def quote(tokens: Sequence[str], prefix: bool) -> str:
    """Return adjacent tokens in the language of `tsquery`. Tokens hold nothing to escape."""
    *heads, last = [f"'{token}'" for token in tokens]
    return f"({' <-> '.join([*heads, last + (':*' if prefix else '')])})"


TSQUERY = Syntax(quote=quote, both=" & ", either=" | ", without=" & !")


class Vector:
    """A `tsvector` in the making, so that the database has nothing to parse or to stem."""

    def __init__(self) -> None:
        self.positions: dict[str, list[str]] = defaultdict(list)
        self.next = 1
        self.size = 0

    def add(self, tokens: Iterable[str], weight: str) -> "Vector":
        """Append tokens in order; a gap keeps phrases from reaching into the next text."""
        for token in tokens:
            places = self._places(token)
            if places is not None and len(places) < MAX_POSITIONS:
                places.append(f"{min(self.next, MAX_POSITION)}{weight}")
            self.next += 1
        self.next += 1
        return self

    def add_unplaced(self, tokens: Iterable[str]) -> "Vector":
        """Note that tokens occur, not where."""
        for token in tokens:
            self._places(token)
        return self

    def _places(self, token: str) -> list[str] | None:
        if token not in self.positions:
            self.size += len(token.encode()) + 8
            if self.size > MAX_VECTOR_BYTES:
                return None
        return self.positions[token]

    def __str__(self) -> str:
        return " ".join(
            f"'{token}':{','.join(places)}" if places else f"'{token}'"
            for token, places in self.positions.items()
        )


class PortalPostgresIndex(FoldedIndexMixin, PostgresIndex):
    """Index rows of folded text. The body holds the title too: one GIN index answers."""

    def columns(self, content: Content) -> dict[str, str]:
        title = " ".join(content.title)
        complete = " ".join(content.autocomplete)
        return {
            "title": str(self._in_order(title)),
            "body": str(self._body(self._in_order(title), content)),
            "autocomplete": str(self._in_order(complete)),
            # Plain words for similarity (trigram) search.
            "title_text": " ".join(folded_tokens(title)),
            "body_text": " ".join(folded_tokens(" ".join(text for text, _ in content.body))),
        }

    def _in_order(self, text: str) -> Vector:
        vector = Vector().add(folded_tokens(text), TITLE_WEIGHT)
        return vector.add(as_written_tokens(text), TITLE_WEIGHT)

    def _body(self, vector: Vector, content: Content) -> Vector:
        for text, boost in content.body:
            vector.add(folded_tokens(text), BOOSTED_WEIGHT if boost > 1 else BODY_WEIGHT)
        for text, _boost in content.body:
            vector.add_unplaced(as_written_tokens(text))
        return vector


class TSQueryCompilerMixin(FoldedCompilerMixin):
    """The pieces of SQL that PostgreSQL understands."""

    syntax = TSQUERY

    def entry_tables(self) -> list[str]:
        return [ENTRY_TABLE]

    def match(self, expression: str) -> Condition:
        condition = self.tier(expression)
        if self.fields is None or "title" in self.fields:
            return condition
        # The index narrows down; then the title's words are taken out.
        without_title = f"ts_filter({ENTRY_TABLE}.body, '{{b,c,d}}') @@ %s::tsquery"
        return Condition(f"{condition.sql} AND {without_title}", [expression, expression])

    def tier(self, expression: str) -> Condition:
        return Condition(f"{self._column()} @@ %s::tsquery", [expression])

    def rank(self, expression: str) -> Condition:
        title = f"ts_rank({ENTRY_TABLE}.title, %s::tsquery) * {ENTRY_TABLE}.title_norm"
        return Condition(
            f"({title} + ts_rank({self._column()}, %s::tsquery))", [expression, expression]
        )

    def _column(self) -> str:
        if self.fields is not None and set(self.fields) <= {"title"}:
            return f"{ENTRY_TABLE}.title"
        return f"{ENTRY_TABLE}.body"


class PortalPostgresQueryCompiler(TSQueryCompilerMixin, PostgresSearchQueryCompiler):
    """Whole words, in title and body."""


class PortalPostgresAutocompleteQueryCompiler(
    TSQueryCompilerMixin, PostgresAutocompleteQueryCompiler
):
    """Beginnings of words, in the fields for completion."""

    def _column(self) -> str:
        return f"{ENTRY_TABLE}.autocomplete"


class PortalPostgresSearchBackend(PostgresSearchBackend):
    """Search on PostgreSQL."""

    index_class = PortalPostgresIndex
    query_compiler_class = PortalPostgresQueryCompiler
    autocomplete_query_compiler_class = PortalPostgresAutocompleteQueryCompiler


SearchBackend = PortalPostgresSearchBackend
