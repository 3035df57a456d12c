"""Number and symbol of a document in any spelling: `1291/QĐ-TLĐ`, `1291 qd tld`, `1291-QĐ/TLĐ`."""

import re
from dataclasses import dataclass

from django.db.models import Q

from core.text import fold

from .vocabulary import rows_of

_SIGNS = re.compile(r"[^0-9a-z]+")
LONGEST_KEY = 80


def number_key(number_symbol: str) -> str:
    """Return the words of a number without case, marks and signs: `1291 qd tld`.

    Leading noughts of the number do not count: `06b/NQ-TLĐ` and `6b/NQ-TLĐ` are the same. Neither
    does the word “Số” that stands before it on the paper.
    """
    words = _SIGNS.sub(" ", fold(number_symbol)).split()
    if words[:1] == ["so"] and words[1:] and _STARTS_WITH_DIGIT.match(words[1]):
        del words[0]
    if words:
        words[0] = words[0].lstrip("0") or "0"
    return " ".join(words)[:LONGEST_KEY]


def issuer_key(issuer_id: int | None, issuer_name: str) -> str:
    """Return what tells one issuer from another: a unit of the register, or a folded name."""
    if issuer_id is not None:
        return f"unit {issuer_id}"
    return " ".join(_SIGNS.sub(" ", fold(issuer_name)).split())


# What stands before or after a number in a sentence and is no part of it.
_AFTER = frozenset({"ngay", "nam", "cua", "ve", "do"})
_STARTS_WITH_DIGIT = re.compile(r"\d")
# Kinds of document that only the state has: no guess is better than a wrong one.
_STATE_CODES = frozenset({"nd", "tt", "ttlt", "lct", "pl", "vbhn", "qh13", "qh14", "qh15", "cp"})


@dataclass(frozen=True)
class NumberQuery:
    """A number as somebody types it: the whole key, its first word and the others."""

    key: str
    first: str
    others: tuple[str, ...]

    @property
    def condition(self) -> Q:
        """Return the condition on `number_key`: this number, and words that begin like these."""
        found = Q(number_key=self.first) | Q(number_key__startswith=f"{self.first} ")
        for word in self.others:
            found &= Q(number_key__contains=f" {word}")
        return found


def number_query(text: str) -> NumberQuery | None:
    """Return the number that is looked for, in any spelling, or None for other words.

    `Công văn số 4173/TLĐ-ToC` and `4173 toc` both ask for number 4173.
    """
    words = _SIGNS.sub(" ", fold(text)).split()
    start = next((i for i, word in enumerate(words) if _STARTS_WITH_DIGIT.match(word)), None)
    if start is None or not set(words[:start]) <= _fillers():
        return None
    wanted = words[start:]
    end = next((i for i, word in enumerate(wanted) if i and word in _AFTER), len(wanted))
    key = number_key(" ".join(wanted[:end]))
    first, *others = key.split()
    return NumberQuery(key, first, tuple(others))


def type_slug_of(number_symbol: str) -> str:
    """Return the type that a symbol tells, or an empty text: `1291/QĐ-TLĐ` is a decision.

    A symbol without an abbreviation of a type, such as `1197/TLĐ`, is an official letter's
    (Decree 30/2020/NĐ-CP, appendix III).
    """
    number, _slash, rest = number_symbol.strip().partition("/")
    parts = [part.strip() for part in re.split(r"[/\-–]", rest) if part.strip()]
    if not number or not _STARTS_WITH_DIGIT.search(number) or not parts:
        return ""
    exact = {row["code"].casefold(): row["slug"] for row in rows_of("document_types")}
    for part in parts[:2]:
        if part.casefold() in exact:
            return exact[part.casefold()]
    folded: dict[str, list[str]] = {}
    for row in rows_of("document_types"):
        folded.setdefault(fold(row["code"]), []).append(row["slug"])
    likely = folded.get(fold(parts[0]), [])
    if likely:
        return likely[0] if len(likely) == 1 else ""
    foreign = any(fold(part) in _STATE_CODES or part.isdecimal() for part in parts)
    return "" if foreign else "cong-van"


def _fillers() -> frozenset[str]:
    """Return the words that may stand before a number: the names of types, and `số`."""
    names = " ".join(f"{row['name_vi']} {row['code']}" for row in rows_of("document_types"))
    return frozenset({"so", "cv", "vb", "van", "ban", *_SIGNS.sub(" ", fold(names)).split()})
