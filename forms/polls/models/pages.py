"""What readers see: lists of polls, and one page for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from units.models import UnitOwnedPage


class PollIndexPage(UnitOwnedPage):
    """Polls of a unit, or of all: open ones first."""

    parent_page_types = ["units.UnitHomePage", "home.HomePage"]
    subpage_types = ["polls.PollPage"]
    template = "polls/index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("section of polls")
        verbose_name_plural = _("sections of polls")


class PollPage(UnitOwnedPage):
    """The public face of one poll; made and kept in step by `forms.polls.services`.

    `intro` repeats the poll's introduction, so that search finds it in the page's language.
    """

    intro = models.TextField(_("introduction"), max_length=2000, blank=True)

    parent_page_types = ["polls.PollIndexPage"]
    subpage_types: list[str] = []
    template = "polls/poll_page.html"
    search_fields = [*UnitOwnedPage.search_fields, index.SearchField("intro")]

    class Meta:
        verbose_name = _("poll page")
        verbose_name_plural = _("poll pages")
