"""What is read of a document: its parts in order."""

from dataclasses import dataclass

from articles.importing.numbering import Item
from articles.importing.pictures import FoundPicture


@dataclass(frozen=True)
class TableContent:
    """Rows of equal length, and whether the first one is a heading."""

    rows: list[list[str]]
    has_head: bool


@dataclass(frozen=True)
class Part:
    """One thing of the document.

    `kind` is title, subtitle, caption, heading, paragraph, item, list, picture or table. `text`
    holds the plain words, `html` the rich text: of an item only the inside.
    """

    kind: str
    text: str = ""
    html: str = ""
    level: int = 0
    is_bold: bool = False
    is_italic: bool = False
    item: Item | None = None
    picture: FoundPicture | None = None
    table: TableContent | None = None
