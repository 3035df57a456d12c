"""Any two revisions of a piece beside each other, for its unit and its desks, after use too."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.models import Revision

from articles.newsroom.track.links import track_address
from articles.newsroom.track.revisions import comparable_revisions
from articles.newsroom.track.standing import name_of
from articles.newsroom.track.viewers import viewer_of

DIGITS = 18


@method_decorator(never_cache, name="dispatch")
class PieceRevisionsView(RevisionsCompareView):
    """Wagtail's comparison, for whoever follows the piece and as far as they may read it."""

    def setup(self, request, contribution_id: int) -> None:
        """Find the piece and the two chosen revisions, the older first."""
        viewer = viewer_of(request.user, contribution_id)
        if viewer is None:
            raise Http404
        self.viewer = viewer
        self.chosen = [request.GET.get(name, "") for name in ("from", "to")]
        pair = _pair(comparable_revisions(viewer), self.chosen) if all(self.chosen) else ["", ""]
        super().setup(request, viewer.piece.page_id, *pair)

    def dispatch(self, request, *args, **kwargs) -> HttpResponse:
        """Ask for two revisions where the address names none."""
        if not all(self.chosen):
            messages.warning(request, _("Choose two revisions to compare."))
            return redirect(track_address(self.viewer.piece.pk))
        # Wagtail asks for a page permission here, which desks have not.
        return super(RevisionsCompareView, self).dispatch(request, *args, **kwargs)

    def get_object(self, queryset=None):
        """Return the page; who may read it was asked before."""
        return self.viewer.piece.page.specific

    def get_page_subtitle(self) -> str:
        """Name the piece by a title that this person may read."""
        return self.viewer.title

    def get_edit_url(self) -> None:
        """Leave the editor to those who find it on the piece's way."""

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the piece's way."""
        way = {"url": track_address(self.viewer.piece.pk), "label": self.viewer.title}
        home = WagtailAdminTemplateMixin.breadcrumbs_items
        return [*home, way, {"url": "", "label": self.get_page_title()}]

    def _get_revision_and_heading(self, revision_id):
        revision = comparable_revisions(self.viewer).select_related("user").get(pk=revision_id)
        return revision.as_object(), _heading(revision)


def _pair(revisions, chosen: list[str]) -> list[int]:
    """Return the numbers of two revisions in order. Raises `Http404` for any that is not there."""
    if not all(one.isascii() and one.isdigit() and len(one) <= DIGITS for one in chosen):
        raise Http404
    wanted = sorted(map(int, chosen))
    if revisions.filter(pk__in=wanted).count() != len(set(wanted)):
        raise Http404
    return wanted


def _heading(revision: Revision) -> str:
    saved = date_format(timezone.localtime(revision.created_at), "SHORT_DATETIME_FORMAT")
    return f"{saved}, {name_of(revision.user)}" if revision.user else saved
