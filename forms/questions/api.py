"""Own routes of API v3 for answered questions: what readers see, by columns and never by models."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from pydantic import PositiveInt
from wagtail.query import PageQuerySet
from wagtail.rich_text import expand_db_html

from core.addresses import PageAddresses
from core.api import RequestRefused, Window, json_response
from core.visibility import is_unrestricted
from units.lineage import of_named
from units.models import Unit

from .models import QuestionPage, QuestionTopic
from .reading import answered_pages

router = Router(tags=["questions"])
COLUMNS = (
    "pk",
    "title",
    "question_text",
    "url_path",
    "answered_on",
    "review_on",
    "is_demonstration",
    "locale__language_code",
    "unit__code",
    "unit__slug",
    "unit__name_vi",
    "unit__name_en",
    "topic__slug",
    "topic__name_vi",
    "topic__name_en",
)
DETAIL_COLUMNS = ("answer", "superseded_by__url_path", "superseded_by__live", "helpful__yes")


class QuestionUnit(Schema):
    """The unit that answered."""

    code: str
    slug: str
    name: str


class QuestionTopicName(Schema):
    """What a question is about."""

    slug: str
    name: str


class AnsweredQuestion(Schema):
    """An answered question in a list; who asked is told to nobody."""

    id: int
    title: str
    question: str
    url: str | None
    locale: str
    answered_on: date
    review_on: date | None
    is_demonstration: bool
    unit: QuestionUnit | None
    topic: QuestionTopicName


class AnsweredQuestionList(Schema):
    """One part of a list of answered questions."""

    items: list[AnsweredQuestion]
    limit: int
    offset: int
    next: str | None


class AnsweredQuestionDetail(AnsweredQuestion):
    """A question with its answer; `superseded_by` leads to the one that holds now."""

    answer: str
    superseded_by: str | None
    helpful: int


class QuestionFilters(Schema):
    """`?topic=&unit=&since=&locale=`; replaced answers are in no list."""

    topic: str | None = Field(None, max_length=60, description="Slug of a topic of questions")
    unit: str | None = Field(None, max_length=100, description="Code or slug of a unit")
    since: date | None = Field(None, description="Answered on this day or later")
    locale: Literal["vi", "en"] = "vi"

    def apply(self) -> PageQuerySet:
        """Return the questions that pass, newest first."""
        pages = answered_pages().filter(locale__language_code=self.locale)
        if self.topic:
            pages = pages.filter(topic__slug=self.topic)
        if self.unit:
            pages = pages.filter(**of_named(self.unit))
        return pages.filter(answered_on__gte=self.since) if self.since else pages

    def refuse_unknown(self) -> None:
        """Refuse a unit or topic that does not exist; asked only when nothing was found."""
        units = Unit.objects.filter(Q(code=self.unit) | Q(slug=self.unit))
        if self.unit and not units.exists():
            message = _("There is no unit with the code or address “%(value)s”.")
            raise RequestRefused(message % {"value": self.unit}, where="unit")
        if self.topic and not QuestionTopic.objects.filter(slug=self.topic).exists():
            message = _("There is no topic with the address “%(value)s”.")
            raise RequestRefused(message % {"value": self.topic}, where="topic")


@router.get(
    "/", response=AnsweredQuestionList, operation_id="questions_list", url_name="list_questions"
)
def list_questions(
    request: HttpRequest, filters: Query[QuestionFilters], window: Query[Window]
) -> HttpResponse:
    """List answered public questions, newest first."""
    items = list(_cards(window.cut(filters.apply()).values(*COLUMNS)))
    if not items:
        filters.refuse_unknown()
    return json_response(window.envelope(request, items))


@router.get(
    "/{page_id}/",
    response=AnsweredQuestionDetail,
    operation_id="questions_detail",
    url_name="detail_question",
)
def get_question(request: HttpRequest, page_id: PositiveInt) -> HttpResponse:
    """Return one answered public question with its answer."""
    pages = QuestionPage.objects.live().filter(is_unrestricted(), pk=page_id)
    row = pages.values(*COLUMNS, *DETAIL_COLUMNS).first()
    if row is None:
        raise Http404
    [card] = _cards([row])
    newer = row["superseded_by__url_path"] if row["superseded_by__live"] else None
    return json_response(
        card
        | {
            "answer": expand_db_html(row["answer"]),
            "superseded_by": PageAddresses().of(newer) if newer else None,
            "helpful": row["helpful__yes"] or 0,
        }
    )


def _cards(rows: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    addresses = PageAddresses()
    for row in rows:
        yield {
            "id": row["pk"],
            "title": row["title"],
            "question": row["question_text"],
            "url": addresses.of(row["url_path"]),
            "locale": row["locale__language_code"],
            "answered_on": row["answered_on"],
            "review_on": row["review_on"],
            "is_demonstration": row["is_demonstration"],
            "unit": _unit(row),
            "topic": {"slug": row["topic__slug"], "name": _named(row, "topic__")},
        }


def _unit(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["unit__code"] is None:
        return None
    return {
        "code": row["unit__code"],
        "slug": row["unit__slug"],
        "name": _named(row, "unit__"),
    }


def _named(row: dict[str, Any], prefix: str) -> str:
    english = row[f"{prefix}name_en"]
    return english if get_language() == "en" and english else row[f"{prefix}name_vi"]
