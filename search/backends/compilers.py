"""The reading half that both databases share: one joined query, ranked in linear time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import FloatField, QuerySet
from django.db.models.expressions import RawSQL
from modelsearch.conf import get_app_config
from modelsearch.query import MatchAll, Not, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from .expressions import (
    MatchCompiler,
    NothingToMatch,
    Reading,
    Syntax,
    adjacent,
    wants_spelling,
)

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)
ENTRY_TABLE = IndexEntry._meta.db_table

INTEGER_KEYS = frozenset(
    {"AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField"}
    | {"PositiveIntegerField", "PositiveBigIntegerField", "SmallIntegerField"}
)

# A row in a higher tier stands above all rows of lower ones, whatever their ranks.
SPELLING_TIER = 2
ADJACENCY_TIER = 1


@dataclass(frozen=True)
class Condition:
    """A piece of SQL with its parameters."""

    sql: str
    params: list[Any]


class FoldedCompilerMixin:
    """Replaces `search()` of Wagtail's compilers; databases supply the pieces of SQL."""

    syntax: Syntax
    queryset: QuerySet[Any]
    query: SearchQuery
    fields: list[str] | None
    order_by_relevance: bool
    LAST_TERM_IS_PREFIX: bool

    def entry_tables(self) -> list[str]:
        """Return the tables to join beside the one of the model."""
        raise NotImplementedError

    def match(self, expression: str) -> Condition:
        """Return the condition that an index row matches."""
        raise NotImplementedError

    def tier(self, expression: str) -> Condition:
        """Return a condition equal to `match` that is cheap for many rows."""
        raise NotImplementedError

    def rank(self, expression: str) -> Condition:
        """Return a positive number: how well a row that matches does so."""
        raise NotImplementedError

    def search(
        self,
        config: Any,
        start: int | None,
        stop: int | None,
        score_field: str | None = None,
        backend: Any = None,
    ) -> QuerySet[Any]:
        """Return the slice of the queryset that matches, best first."""
        if isinstance(self.query, MatchAll):
            return self.queryset[start:stop]
        if isinstance(self.query, Not):
            return self._without(self.query.subquery)[start:stop]
        try:
            matching = self._matching(self.query)
        except NothingToMatch:
            return self.queryset.none()
        score = self._score()
        if score_field:
            matching = matching.annotate(**{score_field: score})
        if self.order_by_relevance:
            matching = matching.order_by(score.desc(), "-pk")
        return self._in_stable_order(matching)[start:stop]

    def _in_stable_order(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Give pages of results a fixed order where the caller gave none."""
        return queryset if queryset.query.order_by else queryset.order_by("-pk")

    def _without(self, query: SearchQuery) -> QuerySet[Any]:
        if isinstance(query, MatchAll):
            return self.queryset.none()
        try:
            unwanted = self._matching(query, within=self.queryset.model._base_manager.all())
        except NothingToMatch:
            return self._in_stable_order(self.queryset)
        return self._in_stable_order(self.queryset.exclude(pk__in=unwanted.values("pk")))

    def _compiler(self) -> MatchCompiler:
        return MatchCompiler(self.syntax, prefix=self.LAST_TERM_IS_PREFIX)

    def _matching(self, query: SearchQuery, within: QuerySet[Any] | None = None) -> QuerySet[Any]:
        """Join the index rows that match. The engine's index leads, primary keys follow."""
        reading = Reading.EITHER if wants_spelling(query) else Reading.FOLDED
        match = self.match(self._compiler().compile(query, reading))
        queryset = self.queryset if within is None else within
        types = get_descendants_content_types_pks(queryset.model)
        in_types = f"{ENTRY_TABLE}.content_type_id IN ({', '.join(['%s'] * len(types))})"
        return queryset.filter(pk=self._object_key(types)).extra(  # noqa: S610 - no user text
            tables=self.entry_tables(),
            where=[match.sql, in_types],
            params=[*match.params, *types],
        )

    def _object_key(self, types: list[int]) -> RawSQL:
        """Return the primary key that an index row names, of the type that the model has."""
        key = self.queryset.model._meta.pk
        while key.remote_field:
            key = key.target_field
        column = f"{ENTRY_TABLE}.object_id"
        if key.get_internal_type() in INTEGER_KEYS:
            # PostgreSQL may cast before it filters: rows of other models can hold other keys.
            own = ", ".join(map(str, map(int, types)))
            column = (
                f"CASE WHEN {ENTRY_TABLE}.content_type_id IN ({own})"
                f" THEN CAST({column} AS bigint) END"
            )
        return RawSQL(column, [])  # noqa: S611 - integers only

    def _score(self) -> RawSQL:
        compiler = self._compiler()
        spelled = wants_spelling(self.query)
        reading = Reading.EITHER if spelled else Reading.FOLDED
        rank = self.rank(compiler.compile(self.query, reading))
        # Ranks have no upper bound; r/(1+r) keeps them inside their tier.
        parts, params = [f"(1.0 - 1.0 / (1.0 + {rank.sql}))"], list(rank.params)
        for weight, expression in self._tiers(compiler, spelled):
            condition = self.tier(expression)
            parts.append(f"CASE WHEN {condition.sql} THEN {weight} ELSE 0 END")
            params += condition.params
        return RawSQL(" + ".join(parts), params, FloatField())  # noqa: S611 - no user text

    def _tiers(self, compiler: MatchCompiler, spelled: bool) -> list[tuple[int, str]]:
        tiers = []
        if spelled:
            as_written = compiler.compile(self.query, Reading.AS_WRITTEN)
            tiers.append((SPELLING_TIER, as_written))
        if phrase := adjacent(self.query):
            tiers.append((ADJACENCY_TIER, compiler.compile(phrase, Reading.FOLDED)))
        return tiers
