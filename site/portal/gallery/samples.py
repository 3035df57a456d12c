"""What the gallery shows in its components: invented pieces, pictures and frames."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.enums import AuthorRole
from portal.frame import Frame, Link
from units.enums import Accent

ACCENTS = tuple(Accent.values)
FILM = "https://www.youtube.com/watch?v=abcdefghijk"


@dataclass(frozen=True)
class SampleRendition:
    """One size of a sample picture; all sizes are the same small file."""

    url: str
    filter_spec: str
    width: int
    height: int


class SampleRenditions(list[SampleRendition]):
    """The sizes of a sample picture, as a relation gives them."""

    def all(self) -> "SampleRenditions":
        """Return them."""
        return self


@dataclass(frozen=True)
class SampleImage:
    """A picture that needs no upload; without sizes it is one whose file is not made yet."""

    renditions: SampleRenditions = field(default_factory=SampleRenditions)


@dataclass(frozen=True)
class SampleUnit:
    """What a card says of a unit, and how to reach it."""

    name: str
    postal_address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class SampleAuthor:
    """An author below a headline."""

    pen_name: str
    role: str = AuthorRole.TEXT

    def get_role_display(self) -> str:
        """Return what the author contributed."""
        return str(AuthorRole(self.role).label)


@dataclass(frozen=True)
class SamplePiece:
    """A piece as cards, lines and the head of its page read it."""

    title: str
    published_at: datetime
    lead: str = ""
    unit: SampleUnit | None = None
    cover: SampleImage | None = None
    cover_alt: str = ""
    format: str = ""
    is_demonstration: bool = False
    url_path: str = ""


@dataclass(frozen=True)
class SampleView:
    """What the parts around a piece's text read."""

    authors: list[SampleAuthor] = field(default_factory=list)
    reading_minutes: int = 0


@dataclass(frozen=True)
class SampleNote:
    """A correction as readers are told of it."""

    label: str
    published_at: datetime
    note: str
    language: str = ""


@dataclass(frozen=True)
class SampleDocument:
    """A file to download."""

    title: str
    filename: str
    file_size: int | None
    url: str = "#"


def picture() -> SampleImage:
    """Return a picture in both shapes."""
    url, side = static("portal/icons/icon-maskable-512.png"), 512
    specs = ("fill-640x400|format-png", "width-960|format-jpeg")
    return SampleImage(SampleRenditions(SampleRendition(url, one, side, side) for one in specs))


def samples() -> dict[str, Any]:
    """Return the context of the gallery, in the active language."""
    now = timezone.now()
    unit = SampleUnit(
        _("Federation of Labour of the province"),
        _("12 Union Street, the provincial capital"),
        "024 3942 1181",
        "lienhe@example.vn",
    )
    piece: dict[str, Any] = {"published_at": now, "unit": unit, "cover_alt": _("A sample picture")}
    # Long, and with capitals that carry two marks: what cuts or breaks a line shows here.
    title = _("Federations stand by workers: homes, meals and schools near every industrial park")
    lead = _("A lead of two sentences says what happened and to whom. It ends with what follows.")
    full = SamplePiece(title, lead=lead, cover=picture(), **piece)
    return {
        "accents": ACCENTS,
        "cards": _cards(title, lead, piece),
        "piece": full,
        "bare": SamplePiece(title, **piece),
        "view": SampleView([SampleAuthor("Hải Yến"), SampleAuthor("Ẩn Đỗ", AuthorRole.PHOTO)], 4),
        "anonymous": SampleView(),
        "notes": [
            SampleNote(_("Correction"), now, _("The number of homes is 1,200, not 12,000.")),
            SampleNote(_("Updated"), now - timedelta(days=1), "Two more unions joined.", "en"),
        ],
        "deep": _deep_frame(unit.name),
        "screens": [{"number": number, "count": 3} for number in (1, 2, 3)],
        "regions": [_("Red River Delta"), _("Central Highlands"), _("Mekong Delta")],
        "names": sorted(_("Federation of Labour of %(name)s") % {"name": n} for n in "ABCDEF"),
        "counts": [{"count": n, "label": unit.name} for n in (1, 34, 1200)],
        **_blocks(full),
    }


def _cards(title: str, lead: str, piece: dict[str, Any]) -> list[dict[str, Any]]:
    """Return cards with the name of their state."""
    states: dict[str, dict[str, Any]] = {
        _("with a picture"): {"cover": picture()},
        _("without a picture"): {},
        _("the file of its picture is not made yet"): {"cover": SampleImage()},
        _("photo story"): {"cover": picture(), "format": "photo"},
        _("video"): {"cover": picture(), "format": "video"},
        _("demonstration"): {"cover": picture(), "is_demonstration": True},
    }
    return [
        {"state": state, "article": SamplePiece(title, lead=lead, **piece | fields)}
        for state, fields in states.items()
    ]


def _deep_frame(unit: str) -> Frame:
    """Return the frame of a page inside a unit's section."""
    here = "#"
    home = Link(_("Home"), here)
    section = Link(_("News"), here, is_current=True)
    unit_link = Link(unit, here)
    return Frame(
        language="",
        home=home,
        links=[section, Link(_("Notices"), here)],
        search_url=reverse("search"),
        unit=unit_link,
        unit_links=[section, Link(_("Notices"), here)],
        crumbs=[home, unit_link, section],
        canonical="https://congdoan.example.vn/tin-tuc/",
    )


def _blocks(piece: SamplePiece) -> dict[str, Any]:
    """Return the values of the blocks of a text."""
    item: dict[str, Any] = {
        "image": piece.cover,
        "alt": piece.cover_alt,
        "caption": piece.lead,
        "credit": "Hải Yến",
    }
    caption = _("What the recording shows")
    table = {
        "data": [[_("Year"), _("Homes")], ["2025", "1.200"], ["2026", "2.400"]],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": _("Homes for workers"),
    }
    return {
        "shown": item,
        "pictures": {"items": [item, item | {"caption": "", "credit": ""}, item]},
        "empty_picture": item | {"image": SampleImage()},
        "films": [
            {"url": FILM, "caption": caption, "poster": None},
            {"url": FILM, "caption": caption, "poster": piece.cover},
            {"url": "https://video.example.vn/1", "caption": caption, "poster": None},
            {"url": "https://video.example.vn/1.mp4", "caption": caption, "poster": piece.cover},
        ],
        "sound": {"url": "https://video.example.vn/1.mp3", "caption": caption},
        "quotes": [
            {"text": piece.lead, "attribution": _("A worker")},
            {"text": piece.lead, "attribution": ""},
        ],
        "table": table,
        "files": [
            {"document": SampleDocument(piece.title, "a.pdf", 2_450_000), "title": ""},
            {"document": SampleDocument(piece.title, "a.docx", None), "title": _("A plan")},
        ],
    }
