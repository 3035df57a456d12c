"""Compiles Wagtail's search queries into the match language of a full-text engine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from .tokens import Term, is_accented, query_terms


class Reading(Enum):
    """How strictly a word of the query is read."""

    FOLDED = "folded"
    AS_WRITTEN = "as written"
    EITHER = "either"  # matches like FOLDED; words as written add to the rank


@dataclass(frozen=True)
class Syntax:
    """The match language of one engine."""

    quote: Callable[[Sequence[str], bool], str]  # adjacent words, last one a prefix?
    both: str
    either: str
    without: str


class NothingToMatch(Exception):
    """The query holds no word."""


@dataclass(frozen=True)
class MatchCompiler:
    """Writes one query in one engine's language; `prefix` makes the last word a beginning."""

    syntax: Syntax
    prefix: bool = False

    def compile(self, query: SearchQuery, reading: Reading) -> str:
        """Return the match expression of `query`; raise NothingToMatch when it has no word."""
        if isinstance(query, Boost):
            return self.compile(query.subquery, reading)
        if isinstance(query, PlainText):
            return self._words(query, reading)
        if isinstance(query, Phrase):
            return self._phrase(query_terms(query.query_string), reading)
        if isinstance(query, And):
            return self._and(query, reading)
        if isinstance(query, Or):
            return self._join(query.subqueries, self.syntax.either, reading)
        raise NotImplementedError(f"{type(query).__name__} cannot stand here in a search query.")

    def _words(self, query: PlainText, reading: Reading) -> str:
        terms = query_terms(query.query_string)
        if not terms:
            raise NothingToMatch
        joiner = self.syntax.both if query.operator == "and" else self.syntax.either
        *heads, last = terms
        parts = [self._term(term, reading, prefix=False) for term in heads]
        parts.append(self._term(last, reading, prefix=self.prefix))
        return f"({joiner.join(dict.fromkeys(parts))})"

    def _term(self, term: Term, reading: Reading, *, prefix: bool) -> str:
        folded = self.syntax.quote([term.folded], prefix)
        if reading is Reading.FOLDED:
            return folded
        as_written = self.syntax.quote([term.as_written], prefix)
        if reading is Reading.AS_WRITTEN:
            return as_written
        return f"({folded}{self.syntax.either}{as_written})"

    def _phrase(self, terms: list[Term], reading: Reading) -> str:
        """Ask for adjacent words; as written, for the same words anywhere besides.

        The body of the index holds each word as written once only, without its place.
        """
        if not terms:
            raise NothingToMatch
        phrase = self.syntax.quote([term.folded for term in terms], self.prefix)
        if reading is not Reading.AS_WRITTEN:
            return phrase
        parts = [phrase, *(self._term(term, reading, prefix=False) for term in terms)]
        return f"({self.syntax.both.join(dict.fromkeys(parts))})"

    def _and(self, query: And, reading: Reading) -> str:
        wanted = [part for part in query.subqueries if not isinstance(part, (Not, MatchAll))]
        unwanted = [part.subquery for part in query.subqueries if isinstance(part, Not)]
        expression = self._join(wanted, self.syntax.both, reading)
        if not unwanted:
            return expression
        # Excluding folds always: who does not want a word does not want its other spellings.
        excluded = self._join(unwanted, self.syntax.either, Reading.FOLDED)
        return f"({expression}{self.syntax.without}{excluded})"

    def _join(self, queries: Sequence[SearchQuery], joiner: str, reading: Reading) -> str:
        parts = [part for part in (self._optional(query, reading) for query in queries) if part]
        if not parts:
            raise NothingToMatch
        return f"({joiner.join(parts)})"

    def _optional(self, query: SearchQuery, reading: Reading) -> str | None:
        try:
            return self.compile(query, reading)
        except NothingToMatch:
            return None


def terms_of(query: SearchQuery) -> list[Term]:
    """Return the words that a result is ranked by: those of all parts that are wanted."""
    if isinstance(query, (PlainText, Phrase)):
        return query_terms(query.query_string)
    if isinstance(query, Boost):
        return terms_of(query.subquery)
    if isinstance(query, (And, Or)):
        return [term for part in query.subqueries for term in terms_of(part)]
    return []


def wants_spelling(query: SearchQuery) -> bool:
    """Tell whether the spelling typed outranks others: with diacritics, or for a single word.

    Several words typed without any mean every spelling: `ban an` asks for `bản án` first of all.
    """
    terms = terms_of(query)
    return is_accented(terms) or len(terms) == 1


def adjacent(query: SearchQuery) -> Phrase | None:
    """Return the plain query as a phrase, for ranking: syllables in a row make the word."""
    while isinstance(query, Boost):
        query = query.subquery
    if isinstance(query, PlainText) and len(query_terms(query.query_string)) > 1:
        return Phrase(query.query_string)
    return None
