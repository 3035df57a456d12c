"""Marks what may name somebody in a text, proposes one without it, finds what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext_lazy, override

from core.text import normalize
from forms.guarding.personal_details import DetailKind, find_personal_details

LABELS = {
    DetailKind.PHONE: gettext_lazy("telephone number"),
    DetailKind.IDENTITY: gettext_lazy("identity number"),
    DetailKind.EMAIL: gettext_lazy("e-mail address"),
    DetailKind.LINK: gettext_lazy("link"),
    DetailKind.NAME: gettext_lazy("name of a person"),
    DetailKind.COMPANY: gettext_lazy("name of a company"),
    DetailKind.ADDRESS: gettext_lazy("address"),
}
# What is never released unless somebody says of it that it may be read by all.
GUARDED = frozenset({DetailKind.PHONE, DetailKind.IDENTITY, DetailKind.EMAIL})


@dataclass(frozen=True)
class Part:
    """A part of a text; `label` says what it may be, empty for ordinary words."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Detail:
    """A number or address that a text still holds."""

    text: str
    label: str


def parts_of(text: str) -> list[Part]:
    """Return the text in parts, those that may name somebody with what they may be."""
    parts, end = [], 0
    for span in find_personal_details(text):
        parts += [
            Part(text[end : span.start]),
            Part(text[span.start : span.end], _label(span.kind)),
        ]
        end = span.end
    return [part for part in (*parts, Part(text[end:])) if part.text]


def redacted(text: str, *, language: str = "vi") -> str:
    """Return the text with each such part replaced by what it was: “[telephone number]”."""
    with override(language):
        return "".join(f"[{part.label}]" if part.label else part.text for part in parts_of(text))


def details_left(*texts: str) -> list[Detail]:
    """Return the telephone numbers, identity numbers and e-mail addresses that texts hold."""
    found: dict[str, Detail] = {}
    for text in texts:
        for span in find_personal_details(text):
            if span.kind in GUARDED:
                part = normalize(text[span.start : span.end]).strip()
                found.setdefault(part, Detail(part, _label(span.kind)))
    return list(found.values())


def unconfirmed(details: Iterable[Detail], confirmed: Iterable[str]) -> list[Detail]:
    """Return the details of which nobody said that they may be read by all."""
    allowed = {normalize(text).strip() for text in confirmed}
    return [detail for detail in details if detail.text not in allowed]


def plain_text(html: str) -> str:
    """Return the words of a rich text and the addresses of its links, one after the other."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n".join(reader.parts)


def _label(kind: DetailKind) -> str:
    return str(LABELS[kind])


class _Reader(HTMLParser):
    """Collects text and link targets; words of one block stay together."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a new part with each block, and keep where a link leads to."""
        if tag in ("p", "li", "h2", "h3", "h4", "br"):
            self.parts.append("")
        for name, value in attrs:
            if name == "href" and value:
                self.parts.insert(0, value)

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.parts[-1] += data
