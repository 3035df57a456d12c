"""Moves of a question: the state it must have, the sealed record, the time of its contact."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone, translation

from core.days import day_of
from core.models import AuditEntry
from factories.portal import make_user
from factories.questions import make_question
from factories.quotas import bare_unit
from forms.questions.enums import QuestionState, StepAction
from forms.questions.errors import WrongState
from forms.questions.models import ContactReading, QuestionStep
from forms.questions.services.steps import move
from units.enums import PortalRole

pytestmark = pytest.mark.django_db


def refuse_spam(question, **changes):
    fields = {"refusal_reason": "spam", "note": "Quảng cáo"} | changes
    return move(
        question.pk,
        action=StepAction.REFUSED,
        to_state=QuestionState.REFUSED,
        user=make_user(portal_role=PortalRole.VOICE_CENTRE),
        now=timezone.now(),
        allowed_from=[QuestionState.RECEIVED],
        **fields,
    )


def test_move_writes_state_step_and_audit_entry_together():
    question = make_question(contact={"phone": "0912345678"})

    moved = refuse_spam(question)

    assert (moved.state, moved.refusal_reason) == ("refused", "spam")
    step = moved.steps.last()
    assert (step.action, step.from_state, step.to_state) == ("refused", "received", "refused")
    assert (step.note, step.user.pk) == ("Quảng cáo", AuditEntry.objects.latest("pk").actor_id)
    entry = AuditEntry.objects.latest("pk")
    assert entry.action == "question.refused"
    assert "Quảng cáo" not in str(entry.data)
    question.contact.refresh_from_db()
    assert question.contact.delete_after == day_of(moved.closed_at) + timedelta(days=180)


def test_move_says_where_the_question_stands_when_refused():
    question = make_question(unit=bare_unit())
    with translation.override("en"), pytest.raises(WrongState, match="Assigned"):
        refuse_spam(question)
    question.refresh_from_db()
    assert question.state == "assigned"
    assert question.steps.count() == 1


def test_steps_and_readings_cannot_be_changed_or_deleted():
    question = make_question(unit=bare_unit())
    reading = ContactReading.objects.create(
        question=question, reader=make_user(), reason="Gọi lại", read_at=timezone.now()
    )
    for rows in (QuestionStep.objects.all(), ContactReading.objects.filter(pk=reading.pk)):
        for change in (lambda rows: rows.update(question=question), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change(rows)
