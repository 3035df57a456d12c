"""Loads the demonstration pieces through the portal's own models and services."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from articles.enums import ArticleFormat, ContributionState, EventKind, StayOutcome
from articles.models import (
    ArticleAuthor,
    ArticlePage,
    Contribution,
    Desk,
    DeskStay,
    Genre,
    Topic,
)
from articles.piece_types import PIECE_TYPES
from articles.services.events import record_event
from articles.services.publication import open_files
from articles.services.submission import submit_piece
from core.models import PortalImage, User
from core.weeks import week_of
from home.demo.accounts import STAFFED_UNITS
from home.demo.content import load_json
from home.demo.drawing import draw
from units.models import AboutPage, Unit
from units.services.provisioning import unit_home

SIZE = (1440, 900)
SENT_BEFORE = timedelta(hours=6)


def ensure_topics() -> None:
    """Make the topics of the portal."""
    for row in load_json("topics"):
        Topic.objects.get_or_create(
            slug=row["slug"], defaults={"name_vi": row["name_vi"], "name_en": row["name_en"]}
        )


def ensure_about_pages() -> None:
    """Write the “about” text of the units that have one and still an empty page."""
    for row in load_json("about"):
        unit = Unit.objects.get(slug=row["unit"])
        page = AboutPage.objects.child_of(unit_home(unit)).filter(body="").first()
        if page:
            page.body = "".join(
                block["value"] for block in row["body"] if block["type"] in ("rich_text", "note")
            )
            page.save_revision().publish()


def loaded_keys() -> set[tuple[str, str]]:
    """Return (unit slug, title) of the demonstration pieces that exist."""
    rows = ArticlePage.objects.filter(is_demonstration=True, locale__language_code="vi")
    return set(rows.values_list("unit__slug", "draft_title"))


@transaction.atomic
def load_piece(piece: dict[str, Any], *, now: datetime, waits: bool) -> ArticlePage:
    """Make one piece with its pictures; live at its date, or submitted when `waits`."""
    unit = Unit.objects.get(slug=piece["unit"])
    owner = User.objects.filter(username=f"phongvien.{STAFFED_UNITS.get(unit.slug, '')}").first()
    page = _page(piece, unit, owner, None if waits else _published_at(piece, now))
    section = _section(unit, piece["type"])
    section.add_child(instance=page)
    page.save_revision(user=owner)
    if waits:
        submit_piece(page=page, user=owner)
    else:
        open_files(page=page)
        if piece["type"] != "notice":
            _record_use(page, unit, _published_at(piece, now))
    return page


def _record_use(page: ArticlePage, unit: Unit, used_at: datetime) -> None:
    """Record a piece as used by its desk on the day it shows."""
    sent_at = used_at - SENT_BEFORE
    desk = Desk.objects.get(code=page.route_kind)
    contribution = Contribution.objects.create(
        page=page,
        unit=unit,
        kind=desk.code,
        desk=desk,
        revision=page.latest_revision,
        title=page.title,
        genre=page.genre,
        state=ContributionState.USED,
        word_count=page.word_count,
        picture_count=page.picture_count,
        submitted_at=sent_at,
        sent_at=sent_at,
        sent_week=week_of(sent_at),
        waiting_since=used_at,
        used_at=used_at,
        used_week=week_of(used_at),
        used_revision=page.latest_revision,
    )
    contribution.topics.set(page.topics.all())
    DeskStay.objects.create(
        contribution=contribution,
        desk=desk,
        arrived_at=sent_at,
        left_at=used_at,
        outcome=StayOutcome.USED,
    )
    for kind, moment in ((EventKind.ARRIVED, sent_at), (EventKind.USED, used_at)):
        record_event(contribution=contribution, kind=kind, now=moment)


def _section(unit: Unit, kind: str):
    parent_models = {"news": "newsindexpage", "thematic": "thematicindexpage"}
    model = parent_models.get(kind, "noticeindexpage")
    return unit_home(unit).get_children().get(content_type__model=model)


def _page(
    piece: dict[str, Any], unit: Unit, owner: User | None, published_at: datetime | None
) -> ArticlePage:
    pictures = _Pictures(unit)
    cover = piece["cover"]
    model = _model(piece["type"], piece.get("format", ArticleFormat.TEXT))
    page = model(
        title=piece["title"],
        lead=piece["lead"],
        owner=owner,
        live=published_at is not None,
        first_published_at=published_at,
        last_published_at=published_at,
        published_at=published_at,
        genre=Genre.objects.get(name_vi=piece["genre"]) if piece["genre"] else None,
        source=piece["source"],
        declares_safe=True,
        is_demonstration=True,
        cover=pictures.get(cover) if cover else None,
        cover_alt=cover["alt"] if cover else "",
        cover_caption=cover["caption"] if cover else "",
        cover_credit=cover["credit"] if cover else "",
        body=[
            {"type": block["type"], "value": body_value(block, pictures.get)}
            for block in piece["body"]
        ],
        **_film(piece),
    )
    page.topics = list(Topic.objects.filter(slug__in=piece["topics"]))
    if piece["type"] != "notice":
        page.authors = [ArticleAuthor(**author) for author in piece["authors"]]
    return page


def _model(kind: str, piece_format: str) -> type[ArticlePage]:
    """Return the type of page for a kind told in a format."""
    return next(
        model
        for model in PIECE_TYPES
        if (model.route_kind, model.piece_format) == (kind, piece_format)
    )


def _film(piece: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that only a video has."""
    film = piece.get("video")
    if film is None:
        return {}
    return {"video_url": film["url"], "duration": timedelta(seconds=film["seconds"])}


def body_value(block: dict[str, Any], picture: Callable[[dict], PortalImage]) -> Any:
    """Return the stored value of a block; `picture` turns a drawing's description into an image."""
    value = block["value"]
    if block["type"] == "picture":
        return _picture_value(value, picture)
    if block["type"] == "gallery":
        items = [_picture_value(item, picture) for item in value["items"]]
        return {"items": [{"type": "item", "value": item} for item in items]}
    if block["type"] == "table":
        return {
            "data": value["rows"],
            "first_row_is_table_header": value["has_header"],
            "first_col_is_header": False,
            "table_caption": value["caption"],
        }
    return value


def _picture_value(value: dict[str, Any], picture: Callable[[dict], PortalImage]) -> dict:
    return {
        "image": picture(value["image"]).pk,
        "alt": value["image"]["alt"],
        "caption": value["caption"],
        "credit": value["credit"],
    }


def _published_at(piece: dict[str, Any], now: datetime) -> datetime:
    day = timezone.localtime(now).date() - timedelta(days=piece["days_ago"])
    moment = timezone.make_aware(datetime.combine(day, time.fromisoformat(piece["time"])))
    return min(moment, now - timedelta(minutes=5))


class _Pictures:
    """Draws each picture of a piece once and keeps it in the unit's collection."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.made: dict[tuple[str, int], PortalImage] = {}

    def get(self, drawing: dict[str, Any]) -> PortalImage:
        key = (drawing["scene"], drawing["seed"])
        if key not in self.made:
            self.made[key] = self._make(drawing)
        return self.made[key]

    def _make(self, drawing: dict[str, Any]) -> PortalImage:
        buffer = BytesIO()
        draw(drawing["scene"], seed=drawing["seed"], size=SIZE).save(buffer, "JPEG", quality=88)
        return PortalImage.objects.create(
            title=drawing["alt"][:200],
            description=drawing["alt"][:250],
            credit="Tranh minh họa: Cổng Công đoàn",
            collection=self.unit.collection,
            file=ContentFile(buffer.getvalue(), f"{drawing['scene']}-{drawing['seed']}.jpg"),
        )
