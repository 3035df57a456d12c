"""What readers see: lists of topics, and one page for each with its opinions."""

from datetime import datetime
from http import HTTPMethod

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from units.models import UnitOwnedPage
from units.models.pages import RICH_TEXT_FEATURES

from ..blocks import DocumentsField, TopicDocumentsBlock
from ..enums import TopicPhase
from ..querysets import TopicManager
from ..topic_forms import TopicForm


class OpinionIndexPage(UnitOwnedPage):
    """Topics of a unit, or those of the Confederation and of all units."""

    parent_page_types = ["units.UnitHomePage", "home.HomePage"]
    subpage_types = ["opinions.OpinionTopicPage"]
    template = "opinions/index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("section of members' opinions")
        verbose_name_plural = _("sections of members' opinions")

    def get_context(self, request, *args, **kwargs):
        """Add one screen of topics, open ones first."""
        from ..queries import topic_cards

        cards = topic_cards(section=self, number=request.GET.get("page"), now=timezone.now())
        later = f"?page={cards.number}" if cards.number > 1 else ""
        return super().get_context(request, *args, **kwargs) | {
            "cards": cards,
            "canonical_query": later,
        }


class OpinionTopicPage(UnitOwnedPage):
    """A topic on which members are asked until it closes.

    Opinions belong to the topic in the portal's own language; its translations show them too.
    """

    lead = models.TextField(_("lead (sapo)"), max_length=500, blank=True)
    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)
    documents = DocumentsField(
        TopicDocumentsBlock(), verbose_name=_("documents to read"), blank=True
    )
    opens_at = models.DateTimeField(_("members write from"), default=timezone.now)
    closes_at = models.DateTimeField(_("members write until"))
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    objects = TopicManager()

    base_form_class = TopicForm
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS, HTTPMethod.POST]
    parent_page_types = ["opinions.OpinionIndexPage"]
    subpage_types: list[str] = []
    template = "opinions/topic_page.html"
    content_panels = [
        *UnitOwnedPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("documents"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")])],
            heading=_("When members can write"),
        ),
    ]
    search_fields = [
        *UnitOwnedPage.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.FilterField("closes_at"),
    ]
    api_fields = [
        *UnitOwnedPage.api_fields,
        APIField("lead"),
        APIField("body"),
        APIField("opens_at"),
        APIField("closes_at"),
    ]

    class Meta:
        verbose_name = _("topic for members' opinions")
        verbose_name_plural = _("topics for members' opinions")
        indexes = [
            models.Index(fields=["unit", "-closes_at"], name="opinions_topic_of_unit"),
            models.Index(fields=["-closes_at"], name="opinions_topic_newest"),
        ]

    def phase_at(self, moment: datetime) -> TopicPhase:
        """Return whether members can write at a moment."""
        if moment >= self.closes_at:
            return TopicPhase.CLOSED
        return TopicPhase.OPEN if moment >= self.opens_at else TopicPhase.UPCOMING

    def get_context(self, request, *args, **kwargs):
        """Add what readers see beside the form: opinions, replies, what came of it."""
        from ..public.serving import topic_context

        context = super().get_context(request, *args, **kwargs)
        return context | topic_context(self, request, now=timezone.now())

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        """Show the topic, or take an opinion on it."""
        from ..public.serving import serve_topic

        return serve_topic(self, request)
