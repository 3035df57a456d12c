"""What readers see: lists of answered questions, and one page for each."""

from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index

from units.models import UnitOwnedPage

from ..page_permissions import QuestionPagePermissions
from .answers import ANSWER_FEATURES
from .questions import QuestionTopic

LEAD_LENGTH = 160


class QuestionIndexPage(UnitOwnedPage):
    """Answered questions of a unit, or of all, and the way to ask."""

    parent_page_types = ["units.UnitHomePage", "home.HomePage"]
    subpage_types = ["questions.QuestionPage"]
    template = "questions/index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("section of questions and answers")
        verbose_name_plural = _("sections of questions and answers")

    def get_context(self, request, *args, **kwargs):
        """Add one screen of answers: all, those of a topic, or those with the words looked for."""
        from ..reading import clean_query, listed, topics_of

        query = clean_query(request.GET.get("q", ""))
        topics = topics_of(self)
        wanted = request.GET.get("chu-de", "")
        topic = next((one for one in topics if one.slug == wanted), None)
        answers = listed(self, query=query, topic=topic, number=request.GET.get("page"))
        later = f"?page={answers.number}" if answers.number > 1 and not (query or topic) else ""
        return super().get_context(request, *args, **kwargs) | {
            "answers": answers,
            "topics": topics,
            "chosen": topic,
            "query": query,
            "canonical_query": later,
        }


class QuestionPage(UnitOwnedPage):
    """One answered question; made by the release, holds nothing of who asked."""

    question_text = models.TextField(_("question"), max_length=5000)
    answer = RichTextField(_("answer"), features=ANSWER_FEATURES)
    topic = models.ForeignKey(
        QuestionTopic, verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+"
    )
    answered_on = models.DateField(_("answered on"), db_index=True)
    review_on = models.DateField(
        _("look again on"),
        null=True,
        blank=True,
        help_text=_("The day by which the unit looks whether the answer still holds."),
    )
    superseded_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="supersedes",
    )
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    # The release makes it, never the page editor.
    is_creatable = False
    parent_page_types = ["questions.QuestionIndexPage"]
    subpage_types: list[str] = []
    template = "questions/question_page.html"
    served_with = (*UnitOwnedPage.served_with, "topic", "superseded_by")
    content_panels = [
        *UnitOwnedPage.content_panels,
        FieldPanel("question_text"),
        FieldPanel("answer"),
        FieldPanel("topic"),
        FieldPanel("review_on"),
    ]
    search_fields = [
        *UnitOwnedPage.search_fields,
        index.SearchField("question_text"),
        index.SearchField("answer"),
        index.FilterField("topic"),
        index.FilterField("answered_on"),
        index.FilterField("superseded_by"),
    ]
    api_fields = [
        *UnitOwnedPage.api_fields,
        APIField("question_text"),
        APIField("answer"),
        APIField("answered_on"),
        APIField("review_on"),
    ]

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        indexes = [
            models.Index(fields=["unit", "-answered_on"], name="questions_page_of_unit"),
            models.Index(fields=["topic", "-answered_on"], name="questions_page_of_topic"),
        ]

    def permissions_for_user(self, user):
        """Leave what was released to the desk."""
        return QuestionPagePermissions(user, self)

    @property
    def lead(self) -> str:
        """Return the beginning of the question, as descriptions of the page show it."""
        return Truncator(" ".join(self.question_text.split())).chars(LEAD_LENGTH)

    def get_context(self, request, *args, **kwargs):
        """Add the answers near this one, and what was said of its use."""
        from ..public.marks import has_marked
        from ..reading import related_to

        return super().get_context(request, *args, **kwargs) | {
            "related": related_to(self),
            "helpful": HelpfulCount.objects.filter(page=self.pk).first(),
            "has_marked": has_marked(request, self),
        }

    def serve(self, request, *args, **kwargs):
        """Show the page; a POST says whether the answer helped."""
        from ..public.marks import mark

        if request.method == "POST" and not getattr(request, "is_preview", False):
            return mark(request, self)
        return super().serve(request, *args, **kwargs)


class HelpfulCount(models.Model):
    """How many readers found an answer helpful; counted, never who."""

    page = models.OneToOneField(QuestionPage, on_delete=models.CASCADE, related_name="helpful")
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of helpful marks")
        verbose_name_plural = _("counts of helpful marks")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.yes} / {self.no}"
