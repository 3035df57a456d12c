"""Places of the front page: how many pieces each holds, which ones, and whose desk fills it."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.enums import ArticleFormat, DeskCode, RouteKind
from articles.models import ArticlePage, PhotoStoryPage, VideoPage
from articles.piece_types import WRITTEN_TYPES
from units.enums import PortalRole


class Zone(models.TextChoices):
    """A part of the front page, in the order in which pieces are taken for it."""

    LEAD = "lead", _("Lead story")
    SIDE = "side", _("Beside the lead story")
    NEWS = "news", _("News")
    THEMATIC = "thematic", _("Thematic pieces")
    NOTICE = "notice", _("Notices")
    PHOTO = "photo", _("Photo stories")
    VIDEO = "video", _("Videos")


PLACES = {
    Zone.LEAD: 1,
    Zone.SIDE: 4,
    Zone.NEWS: 6,
    Zone.THEMATIC: 6,
    Zone.NOTICE: 6,
    Zone.PHOTO: 4,
    Zone.VIDEO: 4,
}
# Zones that take a piece of any kind; left empty they show the newest news.
OPEN_ZONES = (Zone.LEAD, Zone.SIDE)
SECTIONS = (Zone.NEWS, Zone.THEMATIC, Zone.NOTICE)
FORMATS = {Zone.PHOTO: ArticleFormat.PHOTO, Zone.VIDEO: ArticleFormat.VIDEO}
FORMAT_MODELS = {Zone.PHOTO: PhotoStoryPage, Zone.VIDEO: VideoPage}
DESK_ZONES = {
    DeskCode.NEWS: (Zone.LEAD, Zone.SIDE, Zone.NEWS, Zone.PHOTO, Zone.VIDEO),
    DeskCode.THEMATIC: (Zone.THEMATIC,),
}
OFFICE_ZONES = (Zone.NOTICE,)


def source_of(zone: str) -> Zone:
    """Return the zone whose newest pieces fill what nobody filled in `zone`."""
    return Zone.NEWS if zone in OPEN_ZONES else Zone(zone)


def model_of(zone: str) -> type[ArticlePage]:
    """Return the type of page that may stand in a zone."""
    if zone in OPEN_ZONES:
        return ArticlePage
    if zone in FORMAT_MODELS:
        return FORMAT_MODELS[Zone(zone)]
    return WRITTEN_TYPES[RouteKind(zone)]


def placed_by(zone: str) -> str | Promise:
    """Return the name of the desk or office that fills a zone."""
    for code, zones in DESK_ZONES.items():
        if zone in zones:
            return code.label
    return PortalRole.OFFICE.label
