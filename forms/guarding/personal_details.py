"""Finds what may name a person or an employer in a text, to be shown to a moderator.

It marks too much rather than too little, and decides nothing: a person reads every text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.text import fold, normalize

HIDDEN = "[…]"


class DetailKind(StrEnum):
    """What a marked part of a text may be."""

    PHONE = "phone"
    IDENTITY = "identity"
    EMAIL = "email"
    LINK = "link"
    NAME = "name"
    COMPANY = "company"
    ADDRESS = "address"


@dataclass(frozen=True, order=True)
class Span:
    """The part `text[start:end]` of a text and what it may be."""

    start: int
    end: int
    kind: DetailKind


@dataclass(frozen=True)
class _Word:
    text: str
    written: str
    start: int
    end: int
    is_capital: bool
    gap: str


def find_personal_details(text: str) -> list[Span]:
    """Return the parts that may be personal, in order and without overlaps.

    Numbers: telephone, identity card (9 or 12 digits), social insurance (10), however they are
    spaced; money and dates are not. E-mail addresses and links. Names after words such as “tôi
    là”, “tên là”, “chị”, and any two capitalised words that begin with a surname. Employers
    after words such as “công ty”: capitalised or not a Vietnamese syllable. Postal addresses after
    “địa chỉ”, “số nhà” and the like. Diacritics do not matter. The time is linear in the text:
    every repetition is bounded.
    """
    found = [*_numbers(text), *_patterns(text)]
    words = list(_words(text))
    for position in range(len(words)):
        found += _names(words, position)
        found += _companies(words, position)
    return _without_overlaps(found)


def hide_personal_details(text: str) -> str:
    """Return the text with every part that may be personal replaced: a proposal to a moderator."""
    parts, end = [], 0
    for span in find_personal_details(text):
        parts += [text[end : span.start], HIDDEN]
        end = span.end
    return "".join([*parts, text[end:]])


def _without_overlaps(spans: Iterable[Span]) -> list[Span]:
    """Join spans that overlap, so that none of their letters is lost; the first names the kind."""
    joined: list[Span] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        if last is not None and span.start < last.end:
            joined[-1] = Span(last.start, max(last.end, span.end), last.kind)
        else:
            joined.append(span)
    return joined


_NUMBER = re.compile(r"(?<!\w)[(+]{0,2}\d(?:[ .()-]{0,2}\d){8,14}(?!\d)")
_MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3}){2,4}")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LINK = re.compile(
    r"(?:https?://|www\.|(?<!\w)(?:fb|facebook|zalo|t)\.(?:com|me)/)[^\s<>\"]{1,300}", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"(?<!\w)(?:địa chỉ|dia chi|số nhà|so nha|nhà số|nha so|trú tại|tru tai|thường trú|thuong tru"
    r"|tạm trú|tam tru|phòng trọ|phong tro|khu trọ|khu tro)(?!\w)[^.;\n]{1,90}",
    re.IGNORECASE,
)
_BY_PATTERN = ((_EMAIL, DetailKind.EMAIL), (_LINK, DetailKind.LINK), (_ADDRESS, DetailKind.ADDRESS))
_IDENTITY_LENGTHS = (9, 12)


def _numbers(text: str) -> Iterator[Span]:
    for match in _NUMBER.finditer(text):
        if _MONEY.fullmatch(match[0]):
            continue
        digits = re.sub(r"\D", "", match[0])
        is_dialled = digits.startswith(("0", "84")) and len(digits) not in _IDENTITY_LENGTHS
        kind = DetailKind.PHONE if is_dialled or "+" in match[0] else DetailKind.IDENTITY
        yield Span(match.start(), match.end(), kind)


def _patterns(text: str) -> Iterator[Span]:
    for pattern, kind in _BY_PATTERN:
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), kind)


# Combining marks belong to their letter in text that was not composed.
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")


def _words(text: str) -> Iterator[_Word]:
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        written = normalize(match[0]).lower()
        yield _Word(fold(match[0]), written, match.start(), match.end(), match[0][0].isupper(), gap)
        end = match.end()


def _set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs_of(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(pair.split()) for pair in text.split(","))


_INTRODUCTIONS = _pairs_of(
    "ten la,toi la,em la,minh la,chau la,con la,toi ten,em ten,minh ten,ho ten,va ten,ten toi,"
    "ten em,ky ten,ten that"
)
# As written: “có” and “chỉ” are no titles.
_TITLES = _set_of("anh chị ông bà cô chú bác thầy chi ong")
_SURNAMES = _set_of(
    """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh mai dao
    doan lam truong luong phung ha cao ta to quach trieu chu thai luu kieu vuong la nong be lo giang
    vi diep chau tang trang tong dam nghiem hua khuat lai ninh mac y"""
)
# Places and bodies whose first word is a surname without its marks.
_PUBLIC_NAMES = _pairs_of(
    "ho chi,to quoc,dang uy,dang bo,tong lien,ha noi,ha nam,ha tinh,ha giang,lam dong,cao bang,"
    "thai binh,thai nguyen,ninh binh,ninh thuan,lai chau"
)
_LONGEST_NAME = 5
_AFTER_INTRODUCTION = re.compile(r"[ \t:,\-–]{1,4}")
_SPACE = re.compile(r"[ \t]{1,3}")


def _names(words: list[_Word], position: int) -> Iterator[Span]:
    is_introduced = tuple(word.text for word in words[position - 1 : position + 1]) in (
        _INTRODUCTIONS if position else ()
    )
    if is_introduced or _is_title(words, position):
        yield from _introduced_name(words, position + 1, by_title=not is_introduced)
    yield from _bare_name(words, position)


def _is_title(words: list[_Word], position: int) -> bool:
    """Tell whether a word is a title, and not a part of a name such as Hồ Chí Minh."""
    word, before = words[position], words[position - 1] if position else None
    in_a_name = before is not None and before.is_capital and bool(_SPACE.fullmatch(word.gap))
    return word.written in _TITLES and not (word.is_capital and in_a_name)


def _introduced_name(words: list[_Word], first: int, *, by_title: bool) -> Iterator[Span]:
    """Yield the name after “tôi là” or “chị”; one in small letters must begin with a surname."""
    if first >= len(words) or not _AFTER_INTRODUCTION.fullmatch(words[first].gap):
        return
    last = _end_of_name(words, first)
    if last is None and words[first].text in _SURNAMES and not by_title:
        last = _end_of_name(words, first, in_small_letters=True, longest=4)
        last = None if last == first else last
    if last is not None:
        yield Span(words[first].start, words[last].end, DetailKind.NAME)


def _bare_name(words: list[_Word], first: int) -> Iterator[Span]:
    if not words[first].is_capital or words[first].text not in _SURNAMES:
        return
    last = _end_of_name(words, first)
    if last is None or last == first:
        return
    if (words[first].text, words[first + 1].text) not in _PUBLIC_NAMES:
        yield Span(words[first].start, words[last].end, DetailKind.NAME)


def _end_of_name(
    words: list[_Word],
    first: int,
    *,
    in_small_letters: bool = False,
    longest: int = _LONGEST_NAME,
) -> int | None:
    """Return the index of the last word of the name that begins at `first`."""
    last = None
    for index in range(first, min(first + longest, len(words))):
        word = words[index]
        if index > first and not _SPACE.fullmatch(word.gap):
            break
        if not (word.is_capital or in_small_letters) or word.text.isdigit():
            break
        last = index
    return last


_EMPLOYERS = _pairs_of("cong ty,xi nghiep,nha may,tap doan,doanh nghiep,ngan hang")
_SHORT_EMPLOYERS = frozenset({"cty", "cti", "ctcp"})
_LEGAL_FORMS = _set_of(
    """tnhh mtv cp co phan tm dv sx xnk tmdv mot hai thanh vien trach nhiem huu han so san xuat
    thuong mai dich vu may mac giay det"""
)
_LONGEST_COMPANY = 12
_IN_COMPANY = re.compile(r"[ \t]{1,3}| ?[&–-] ?|[.'’]| ?[“\"(] ?")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnpqrstvx])?"
    r"[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?"
)


def _companies(words: list[_Word], position: int) -> Iterator[Span]:
    pair = tuple(word.text for word in words[position - 1 : position + 1]) if position else ()
    if pair not in _EMPLOYERS and words[position].text not in _SHORT_EMPLOYERS:
        return
    start = words[position - 1 if pair in _EMPLOYERS else position].start
    last = None
    for index in range(position + 1, min(position + 1 + _LONGEST_COMPANY, len(words))):
        word = words[index]
        if not _IN_COMPANY.fullmatch(word.gap):
            break
        if _names_a_company(word) or (word.is_capital and last is not None):
            last = index
        elif word.text not in _LEGAL_FORMS:
            break
    if last is not None:
        yield Span(start, words[last].end, DetailKind.COMPANY)


def _names_a_company(word: _Word) -> bool:
    """Tell whether a word can only be part of a proper name: capitalised, foreign, a number."""
    if word.text in _LEGAL_FORMS:
        return False
    return word.is_capital or not _SYLLABLE.fullmatch(word.text)
