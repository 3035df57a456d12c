"""An official report as parts in their order; DOCX and PDF are written from the same parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .charts import Chart


@dataclass(frozen=True)
class Heading:
    """A heading of first or second level."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Grid:
    """A table with its caption; a row that is one text spans all columns.

    `widths` are parts of the page's width; `numbers` are the columns set to the right. A compact
    one has smaller letters.
    """

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str] | str]
    widths: Sequence[int]
    numbers: frozenset[int] = frozenset()
    is_compact: bool = False


@dataclass(frozen=True)
class Annex:
    """What follows stands on pages of its own, across where `is_wide`."""

    title: str
    subject: str
    is_wide: bool = False


Part = Heading | Text | Grid | Chart | Annex


@dataclass(frozen=True)
class Signature:
    """The block at the right of the end: in which capacity, and who, if somebody has signed."""

    capacity: str
    name: str = ""
    note: str = ""


@dataclass(frozen=True)
class OfficialDocument:
    """A report in the form of Decree 30/2020/NĐ-CP, appendix I.

    `above` is the body over the issuer, `number` leaves the number itself empty. `standing` is
    told below the subject where what is written is not final. `footer` stands on every page.
    """

    language: str
    above: str
    issuer: str
    number: str
    place_and_day: str
    title: str
    subject: str
    parts: Sequence[Part]
    signature: Signature
    recipients: Sequence[str] = ()
    standing: str = ""
    footer: str = ""
    author: str = field(default="")

    @property
    def name(self) -> str:
        """Return title and subject as one line, for the file's own title."""
        return f"{self.title} {self.subject}"
