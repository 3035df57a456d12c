"""Public pages of answers: made by the release, kept valid or replaced by a newer one."""

from calendar import monthrange
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.audit import record
from core.days import day_of
from units.models import Unit
from units.services.provisioning import national_home, unit_home

from .. import rules
from ..errors import QuestionRefused
from ..models import Answer, Question, QuestionIndexPage, QuestionPage
from .requiring import require_allowed

MONTHS_VALID = 12


def put_page(*, question: Question, answer: Answer, user, now: datetime) -> QuestionPage:
    """Publish an answer on its page, a new one below the unit in charge where there is none yet.

    Runs inside the release's transaction. Raises `QuestionRefused` without a section to put it in.
    """
    page = question.page or QuestionPage(is_demonstration=question.is_demonstration)
    today = day_of(now)
    page.title = page.draft_title = question.public_title
    page.question_text, page.answer = question.public_text, answer.text
    page.topic, page.answered_on = question.topic, today
    page.review_on = a_year_after(today)
    if page.pk is None:
        page.slug = ""
        page.live = False
        _section(question.unit).add_child(instance=page)
    publish(page, user=user)
    return page


def publish(page: QuestionPage, *, user) -> None:
    """Publish a page as it stands, with its revision and the entries of its history."""
    revision = page.save_revision(user=user, log_action=True, clean=False)
    revision.publish(user=user, skip_permission_checks=True)
    page.refresh_from_db()


def _section(unit: Unit | None) -> QuestionIndexPage:
    for home in (unit_home(unit) if unit else None, national_home()):
        section = QuestionIndexPage.objects.child_of(home).first() if home else None
        if section is not None:
            return section
    raise QuestionRefused(_("There is no section of questions to publish in."))


@transaction.atomic
def confirm_valid(*, page_id: int, user, now: datetime) -> QuestionPage:
    """Say that a public answer still holds: it is looked at again in a year.

    The same day again changes nothing. Raises `NotAllowed`, and `QuestionRefused` for an answer
    that was replaced or taken down.
    """
    page, question = _locked(page_id)
    require_allowed(rules.may_work(user, question))
    if not page.live or page.superseded_by_id is not None:
        raise QuestionRefused(_("This answer is not shown any more."))
    review_on = a_year_after(day_of(now))
    if page.review_on == review_on:
        return page
    page.review_on = review_on
    publish(page, user=user)
    record(
        actor=user, action="question.confirmed", subject=question, review_on=review_on.isoformat()
    )
    return page


@transaction.atomic
def supersede(*, page_id: int, newer_id: int, user, now: datetime) -> QuestionPage:
    """Let a public answer point to a newer one of any unit, which holds instead.

    The same newer answer again changes nothing. Raises `NotAllowed`, and `QuestionRefused` when
    either is not public, or the newer one itself points, near or far, to this one.
    """
    # All who link answers wait for each other: two of them could close a circle together.
    Page.objects.select_for_update().get(pk=national_home().pk)
    page, question = _locked(page_id)
    require_allowed(rules.is_voice_centre(user))
    newer = QuestionPage.objects.live().filter(pk=newer_id).first()
    if newer is None or not page.live:
        raise QuestionRefused(_("Both answers must be public."))
    if page.superseded_by_id == newer.pk:
        return page
    if page.pk in _chain(newer):
        raise QuestionRefused(_("The newer answer itself leads to this one."))
    page.superseded_by = newer
    publish(page, user=user)
    record(actor=user, action="question.superseded", subject=question, newer=newer.pk)
    return page


def _chain(page: QuestionPage) -> set[int]:
    """Return the ids of a page and of all that it leads to."""
    met: set[int] = set()
    current: QuestionPage | None = page
    while current is not None and current.pk not in met:
        met.add(current.pk)
        current = current.superseded_by
    return met


def _locked(page_id: int) -> tuple[QuestionPage, Question]:
    page = QuestionPage.objects.select_for_update(of=("self",)).get(pk=page_id)
    return page, Question.objects.select_related("unit", "topic").get(page=page)


def a_year_after(day: date) -> date:
    """Return the same day of the next year, the 28th for a 29 February."""
    year = day.year + MONTHS_VALID // 12
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
