"""One answered question; who asked it is told to nobody."""

from datetime import date, datetime, time

from django.utils import timezone

from core.text import plain_text
from forms.questions.models import HelpfulCount, QuestionPage
from portal.structured.nodes import Node, moment, node


def question_nodes(
    page: QuestionPage,
    *,
    url: str,
    language: str,
    answerer: Node,
    website: Node,
    helpful: HelpfulCount | None,
) -> list[Node]:
    """Return a page with its question and its one answer, from what the page shows already."""
    answer = node(
        "Answer",
        text=plain_text(page.answer),
        url=f"{url}#answered",
        datePublished=_begin_of(page.answered_on),
        author=answerer,
        upvoteCount=helpful.yes if helpful else 0,
        inLanguage=language,
    )
    question = node(
        "Question",
        name=page.title,
        text=page.question_text,
        answerCount=1,
        acceptedAnswer=answer,
        datePublished=_begin_of(page.answered_on),
        about=page.topic.name,
        inLanguage=language,
    )
    qa_page = node(
        "QAPage",
        url=url,
        mainEntity=question,
        inLanguage=language,
        isPartOf={"@id": website["@id"]},
        dateModified=moment(page.last_published_at),
    )
    return [{"@id": f"{url}#qa"} | qa_page, website]


def _begin_of(day: date) -> str:
    return moment(timezone.make_aware(datetime.combine(day, time.min)))
