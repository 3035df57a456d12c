"""Drafts: made once, changed by one at a time, refused with what is missing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from factories.directives import make_bare_unit, make_draft, make_office, make_officer, make_sent
from factories.documents import make_official_document
from units.directives.enums import DirectiveState
from units.directives.errors import ChangedMeanwhile, DirectiveRefused, NotAllowed, WrongState
from units.directives.models import Directive
from units.directives.services.drafting import Draft, change_draft, create_directive, delete_draft
from units.enums import UnitKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def document():
    return make_official_document(make_bare_unit("TLD"))


def draft(document, **values):
    return Draft(
        **{
            "document": document,
            "title": "Báo cáo",
            "task": "Báo cáo kết quả.",
            "kinds": [UnitKind.PROVINCE],
        }
        | values
    )


def test_the_same_request_makes_one_draft(office, document):
    key, now = uuid4(), timezone.now()
    first = create_directive(values=draft(document), request_key=key, user=office, now=now)
    second = create_directive(values=draft(document), request_key=key, user=office, now=now)
    assert first.pk == second.pk
    assert (first.state, first.current) == (DirectiveState.DRAFT, 0)


def test_texts_are_kept_in_nfc_and_without_spaces(office, document):
    values = draft(document, title="  Ba\u0301o   ca\u0301o ", task=" Việc cần làm. ")
    made = create_directive(values=values, request_key=uuid4(), user=office, now=timezone.now())
    assert (made.title, made.task) == ("Báo cáo", "Việc cần làm.")


@pytest.mark.parametrize(
    "values",
    [
        {"title": " "},
        {"title": "x" * 201},
        {"task": ""},
        {"task": "x" * 4001},
        {"kinds": []},
        {"kinds": ["không có"]},
        {"deadline": timezone.localdate() - timedelta(days=1)},
        {"remind_days": 61},
        {"escalate_days": 0},
    ],
)
def test_what_is_wrong_is_refused(office, document, values):
    with pytest.raises(DirectiveRefused):
        create_directive(
            values=draft(document, **values), request_key=uuid4(), user=office, now=timezone.now()
        )
    assert not Directive.objects.exists()


def test_today_is_a_deadline(office, document):
    values = draft(document, deadline=timezone.localdate())
    made = create_directive(values=values, request_key=uuid4(), user=office, now=timezone.now())
    assert made.deadline == timezone.localdate()


def test_only_the_office_makes_directives(document):
    officer = make_officer(make_bare_unit())
    with pytest.raises(NotAllowed):
        create_directive(
            values=draft(document), request_key=uuid4(), user=officer, now=timezone.now()
        )


def test_a_draft_is_changed_by_one_at_a_time(office, document):
    made, now = make_draft(office=office, document=document), timezone.now()
    change = {"directive_id": made.pk, "version": 0, "user": office, "now": now}
    change_draft(values=draft(document, title="Lần một"), **change)
    with pytest.raises(ChangedMeanwhile):
        change_draft(values=draft(document, title="Lần hai"), **change)
    made.refresh_from_db()
    assert (made.title, made.version) == ("Lần một", 1)


def test_who_answers_is_forgotten_when_all_must(office, document):
    unit = make_bare_unit()
    made = make_draft(
        office=office, document=document, must_answer=False, answering_units=[unit.pk]
    )
    assert made.answering_units.count() == 1
    change_draft(
        directive_id=made.pk,
        values=draft(document, answering_units=[unit.pk]),
        version=0,
        user=office,
        now=timezone.now(),
    )
    assert made.answering_units.count() == 0


def test_what_was_sent_is_no_draft_any_more(office, document):
    sent = make_sent(make_bare_unit(), office=office, document=document)
    with pytest.raises(WrongState):
        change_draft(
            directive_id=sent.pk,
            values=draft(document),
            version=0,
            user=office,
            now=timezone.now(),
        )
    with pytest.raises(WrongState):
        delete_draft(directive_id=sent.pk, version=0, user=office)


def test_a_draft_is_thrown_away(office, document):
    made = make_draft(office=office, document=document, units=[make_bare_unit().pk])
    with pytest.raises(NotAllowed):
        delete_draft(directive_id=made.pk, version=0, user=make_officer(make_bare_unit()))
    with pytest.raises(ChangedMeanwhile):
        delete_draft(directive_id=made.pk, version=7, user=office)
    delete_draft(directive_id=made.pk, version=0, user=office)
    assert not Directive.objects.exists()
