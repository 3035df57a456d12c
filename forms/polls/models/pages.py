"""What readers see: lists of polls, and one page for each."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.url_routing import RouteResult

from units.models import UnitOwnedPage

from ..page_permissions import PollPagePermissions


class PollIndexPage(UnitOwnedPage):
    """Polls of a unit, or of all: open ones first."""

    parent_page_types = ["units.UnitHomePage", "home.HomePage"]
    subpage_types = ["polls.PollPage"]
    template = "polls/index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("section of polls")
        verbose_name_plural = _("sections of polls")

    def get_context(self, request, *args, **kwargs):
        """Add one screen of polls, those that are open first."""
        from ..listing import polls_listed

        cards = polls_listed(section=self, number=request.GET.get("page"), now=timezone.now())
        later = f"?page={cards.number}" if cards.number > 1 else ""
        context = super().get_context(request, *args, **kwargs)
        return context | {"cards": cards, "canonical_query": later}


class PollPage(UnitOwnedPage):
    """The public face of one poll; made and kept in step by `forms.polls.services`, never by hand.

    `intro` repeats the poll's introduction, so that search finds it in the page's language.
    """

    intro = models.TextField(_("introduction"), max_length=2000, blank=True)

    is_creatable = False
    parent_page_types = ["polls.PollIndexPage"]
    subpage_types: list[str] = []
    template = "polls/poll_page.html"
    search_fields = [*UnitOwnedPage.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("poll page")
        verbose_name_plural = _("poll pages")

    def route(self, request, path_components):
        """Answer what lies below the page: results, their files, the part for other sites."""
        from ..showing.views import BELOW

        if self.live and tuple(path_components) in BELOW:
            return RouteResult(self, kwargs={"below": tuple(path_components)})
        return super().route(request, path_components)

    def serve(self, request, *args, below=(), **kwargs):
        """Show the poll as it stands; ballots go to `forms.polls.voting`."""
        from ..showing.views import BELOW
        from ..voting.views import show_page

        return BELOW[below](request, self) if below else show_page(request, self)

    def permissions_for_user(self, user):
        """Leave the page to the services."""
        return PollPagePermissions(user, self)
