"""Two pieces side by side, for the desk that must decide whether one repeats the other."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Revision

from articles.likeness.diffing import Paragraph, side_by_side
from articles.likeness.reading import read_text
from articles.likeness.services import visible_to_desk_of
from articles.models import Contribution
from articles.newsroom.titles import desk_title, with_desk_titles
from articles.newsroom.track.links import track_address
from articles.newsroom.track.revisions import desk_revision
from articles.newsroom.track.viewers import Viewer, viewer_of


@dataclass(frozen=True)
class Side:
    """One of the two pieces with its marked paragraphs."""

    piece: Contribution
    title: str
    url: str
    paragraphs: list[Paragraph]


def desk_viewer(user, contribution_id: int) -> Viewer | None:
    """Return how a person of its desk stands to a piece, or None for everybody else."""
    viewer = viewer_of(user, contribution_id)
    return viewer if viewer is not None and viewer.reads_for_desk else None


def other_piece(viewer: Viewer, other_id: int) -> Contribution | None:
    """Return a piece to compare with, as far as the desk may see it."""
    seen = with_desk_titles(visible_to_desk_of(viewer.piece)).select_related("unit", "desk", "page")
    return seen.filter(pk=other_id).exclude(pk=viewer.piece.pk).first()


@method_decorator(never_cache, name="dispatch")
class LikenessView(WagtailAdminTemplateMixin, View):
    """Shows what two pieces have in common and what only one of them says."""

    page_title = gettext_lazy("Compare two pieces")
    header_icon = "copy"
    http_method_names = ["get"]

    def setup(self, request, *args, **kwargs) -> None:
        """Find both pieces; one that the desk may not read does not exist."""
        super().setup(request, *args, **kwargs)
        viewer = desk_viewer(request.user, kwargs["contribution_id"])
        other = other_piece(viewer, kwargs["other_id"]) if viewer else None
        if viewer is None or other is None:
            raise Http404
        self.viewer, self.other = viewer, other

    def get(self, request, contribution_id: int, other_id: int) -> HttpResponse:
        """Compare the texts that the desk may read."""
        pieces = (self.viewer.piece, self.other)
        texts = [read_text(_revision(piece).content).paragraphs() for piece in pieces]
        marked = side_by_side(*texts)
        sides = [_side(piece, paragraphs) for piece, paragraphs in zip(pieces, marked, strict=True)]
        return render(request, "articles/likeness/compare.html", self.get_context_data(sides=sides))

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the piece's way."""
        way = {"url": track_address(self.viewer.piece.pk), "label": desk_title(self.viewer.piece)}
        return [*self.breadcrumbs_items, way, {"url": "", "label": _("Compare two pieces")}]


def _revision(piece: Contribution) -> Revision:
    revision = desk_revision(piece)
    if revision is None:
        raise Http404
    return revision


def _side(piece: Contribution, paragraphs: list[Paragraph]) -> Side:
    url = piece.page.url if piece.page.live else ""
    return Side(piece=piece, title=desk_title(piece), url=url or "", paragraphs=paragraphs)
