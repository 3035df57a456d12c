"""Reads which paragraphs are items of which list, and the number of each as Word shows it."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from articles.importing.xml_parts import Element, value_of, w

LEVELS, MAX_DIGITS = 9, 4
ROMAN = {100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}


@dataclass(frozen=True)
class Level:
    """One level of a list: how Word numbers it, and from where."""

    format: str
    text: str
    start: int


@dataclass(frozen=True)
class WordList:
    """A list: the definition whose numbers it continues, its levels, and where it starts anew."""

    definition: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass(frozen=True)
class Item:
    """What a paragraph is in a list; a bullet has no label."""

    list_key: str
    level: int
    number: int
    label: str


@dataclass
class Counter:
    """How far a definition has counted; None where a level has not begun."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    lists_begun: int = 0

    def next(self, depth: int, start: int) -> int:
        """Return the next number of a level; deeper levels begin anew."""
        known = self.numbers[depth]
        self.lists_begun += known is None and depth == 0
        number = start if known is None else known + 1
        self.numbers[depth:] = [number, *[None] * (LEVELS - depth - 1)]
        return number


@dataclass
class Numbering:
    """The lists of a document; `item` must be asked once for each paragraph, in order."""

    lists: dict[str, WordList] = field(default_factory=dict)
    _counters: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    _begun: set[str] = field(default_factory=set)

    def item(self, list_id: str, level: str) -> Item | None:
        """Return the next item of a list, or None for a paragraph that is none."""
        depth = min(_number(level, 0), LEVELS - 1)
        found = self.lists.get(list_id)
        shape = found.levels.get(depth) if found else None
        if found is None or shape is None or shape.format == "none":
            return None
        counter = self._counters[found.definition]
        if list_id not in self._begun:
            self._begun.add(list_id)
            for restarted in found.restarts:
                counter.numbers[restarted] = None
        key = f"{found.definition}:{counter.lists_begun}"
        if shape.format == "bullet":
            return Item(key, depth, 0, "")
        number = counter.next(depth, found.restarts.get(depth, shape.start))
        label = _label(found.levels, depth, counter.numbers)
        key = f"{found.definition}:{counter.lists_begun}"
        return Item(key, depth, number, label) if label else None


def read_numbering(part: Element | None) -> Numbering:
    """Return the lists of a document from its numbering part, which may be missing."""
    if part is None:
        return Numbering()
    definitions = {
        element.get(w("abstractNumId"), ""): _levels(element)
        for element in part.findall(w("abstractNum"))
    }
    lists = {}
    for element in part.findall(w("num")):
        definition = value_of(element, w("abstractNumId"))
        levels: dict[int, Level] = {}
        restarts: dict[int, int] = {}
        for override in element.findall(w("lvlOverride")):
            levels |= _levels(override)
            start = value_of(override, w("startOverride"))
            if start.isdecimal():
                restarts[_number(override.get(w("ilvl"), ""), 0)] = int(start)
        lists[element.get(w("numId"), "")] = WordList(
            definition, definitions.get(definition, {}) | levels, restarts
        )
    return Numbering(lists)


def _levels(element: Element) -> dict[int, Level]:
    return {
        _number(level.get(w("ilvl"), ""), 0): Level(
            value_of(level, w("numFmt")),
            value_of(level, w("lvlText")),
            _number(value_of(level, w("start")), 1),
        )
        for level in element.findall(w("lvl"))
    }


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else default


def _label(levels: dict[int, Level], depth: int, numbers: list[int | None]) -> str:
    """Return the number as Word shows it, such as “2.1.” or “a)”."""

    def shown(found: re.Match[str]) -> str:
        level = levels.get(int(found[1]) - 1)
        number = numbers[int(found[1]) - 1]
        if level is None:
            return ""
        return _written(level.format, level.start if number is None else number)

    return re.sub(r"%([1-9])", shown, levels[depth].text).strip()


def _written(form: str, number: int) -> str:
    if form.endswith("Letter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form.endswith("Roman"):
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in ROMAN.items():
        count, number = divmod(number, value)
        written += sign * count
    return written
