"""Sending: one receipt for each unit that exists today, once, in a handful of queries."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError
from django.utils import timezone

from core.models import AuditEntry
from factories.directives import (
    after,
    local,
    make_bare_unit,
    make_bare_units,
    make_draft,
    make_leader,
    make_office,
    make_officer,
    make_sent,
    receipt_of,
)
from factories.documents import make_official_document
from units.directives.enums import DirectiveState, ReceiptState, StepAction
from units.directives.errors import ChangedMeanwhile, DirectiveRefused, NotAllowed, WrongState
from units.directives.models import Directive, DirectiveReceipt, ReceiptStep
from units.directives.services.changing import change_directive
from units.directives.services.ending import close_directive
from units.directives.services.sending import add_units, keep_version, send_directive
from units.documents.enums import DocumentState
from units.documents.readers import may_read, readable_documents
from units.enums import UnitKind

pytestmark = pytest.mark.django_db
NO_WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def office():
    return make_office()


def send(directive, office, *, version=0, now=None):
    return send_directive(
        directive_id=directive.pk, version=version, user=office, now=now or timezone.now()
    )


def test_every_unit_of_a_kind_and_every_chosen_one_gets_one_receipt(office):
    today = timezone.localdate()
    provinces = make_bare_units(3)
    sector = make_bare_unit(kind=UnitKind.SECTOR)
    make_bare_unit(kind=UnitKind.SECTOR)
    make_bare_unit(valid_to=today - timedelta(days=1))
    make_bare_unit(valid_from=today + timedelta(days=1))
    last_day = make_bare_unit(valid_to=today)
    directive = make_draft(
        office=office,
        kinds=[UnitKind.PROVINCE],
        units=[sector.pk, provinces[0].pk],
        deadline=after(10),
    )
    send(directive, office)
    receipts = DirectiveReceipt.objects.all()
    got = {one.unit for one in receipts}
    assert got == {*provinces, sector, last_day}
    assert len(receipts) == len(got)
    assert {one.state for one in receipts} == {ReceiptState.DELIVERED}
    assert {one.due_on for one in receipts} == {after(10)}
    assert all(one.in_charge_id == one.unit_id and one.must_answer for one in receipts)
    assert ReceiptStep.objects.filter(action=StepAction.DELIVERED, number=1).count() == len(got)


def test_a_second_click_sends_nothing(office):
    directive = make_draft(office=office, units=[make_bare_unit().pk])
    first = send(directive, office)
    second = send(directive, office, version=99)
    assert (second.pk, second.sent_at) == (first.pk, first.sent_at)
    assert DirectiveReceipt.objects.count() == 1
    assert directive.versions.count() == 1
    assert AuditEntry.objects.filter(action="directives.directive.send").count() == 1


def test_who_must_answer_is_chosen_by_kind_and_by_unit(office):
    province, sector, department = (
        make_bare_unit(kind=kind)
        for kind in (UnitKind.PROVINCE, UnitKind.SECTOR, UnitKind.DEPARTMENT)
    )
    directive = make_sent(
        *(province, sector, department),
        office=office,
        must_answer=False,
        answering_kinds=[UnitKind.SECTOR],
        answering_units=[department.pk],
    )
    answers = {one.unit: one.must_answer for one in directive.receipts.all()}
    assert answers == {province: False, sector: True, department: True}


def test_the_first_version_is_kept(office):
    directive = make_sent(make_bare_unit(), office=office, title="Báo cáo quý")
    [version] = directive.versions.all()
    assert (version.number, version.title, version.reason) == (1, "Báo cáo quý", "")
    assert version.document_id == directive.document_id


def test_officers_and_leaders_of_each_unit_get_one_mail_each(office):
    units = make_bare_units(2)
    officer, leader = make_officer(units[0]), make_leader(units[1])
    make_officer(units[1], is_active=False)
    make_leader(units[1], email="")
    make_sent(*units, office=office)
    assert sorted(one.to[0] for one in mail.outbox) == sorted([officer.email, leader.email])


def test_somebody_who_is_officer_and_leader_gets_one_mail(office):
    unit = make_bare_unit()
    officer = make_officer(unit)
    from units.services.memberships import grant_role

    grant_role(user=officer, unit=unit, role="leader")
    make_sent(unit, office=office)
    assert [one.to for one in mail.outbox] == [[officer.email]]


def test_the_number_of_queries_does_not_depend_on_the_units(office, settings, count_queries):
    settings.TASKS = NO_WORKER
    counts = []
    for number, kind in ((3, UnitKind.SECTOR), (104, UnitKind.PROVINCE)):
        make_bare_units(number, kind=kind)
        directive = make_draft(office=office, kinds=[kind])
        counts.append(count_queries(lambda one=directive: send(one, office)))
        assert directive.receipts.count() == number
    few, many = counts
    # SQLite takes about a thousand values in a statement, so rows go in by parts.
    assert many - few <= 4
    assert many <= 25


def test_a_draft_that_changed_meanwhile_is_not_sent(office):
    directive = make_draft(office=office)
    Directive.objects.update(version=3)
    with pytest.raises(ChangedMeanwhile):
        send(directive, office)
    assert not DirectiveReceipt.objects.exists()


def test_what_cannot_be_sent_is_refused(office):
    unit = make_bare_unit(valid_to=timezone.localdate() - timedelta(days=1))
    with pytest.raises(DirectiveRefused):
        send(make_draft(office=office, units=[unit.pk]), office)
    late = make_draft(office=office, units=[make_bare_unit().pk], deadline=after(1))
    with pytest.raises(DirectiveRefused):
        send(late, office, now=timezone.now() + timedelta(days=3))
    document = make_official_document(unit, state=DocumentState.DRAFT)
    with pytest.raises(DirectiveRefused):
        send(make_draft(office=office, document=document), office)
    with pytest.raises(NotAllowed):
        send(late, make_officer(make_bare_unit()))
    assert not DirectiveReceipt.objects.exists()
    assert not mail.outbox


def test_a_closed_directive_is_not_sent_again(office):
    directive = make_sent(make_bare_unit(), office=office)
    close_directive(directive_id=directive.pk, user=office, now=timezone.now())
    with pytest.raises(WrongState):
        send(directive, office)


def test_further_units_get_the_version_that_holds(office):
    first, second = make_bare_units(2)
    officer = make_officer(second)
    directive = make_sent(first, office=office)
    mail.outbox.clear()
    add = {"directive_id": directive.pk, "user": office, "now": timezone.now()}
    assert add_units(unit_ids=[first.pk, second.pk], must_answer=False, **add) == 1
    receipt = receipt_of(directive, second)
    assert (receipt.must_answer, receipt.due_on) == (False, directive.deadline)
    assert receipt.steps.get().number == 1
    assert [one.to for one in mail.outbox] == [[officer.email]]
    with pytest.raises(DirectiveRefused):
        add_units(unit_ids=[second.pk], must_answer=False, **add)
    with pytest.raises(NotAllowed):
        add_units(unit_ids=[first.pk], must_answer=True, **add | {"user": officer})
    close_directive(directive_id=directive.pk, user=office, now=timezone.now())
    with pytest.raises(WrongState):
        add_units(kinds=[UnitKind.PROVINCE], must_answer=True, **add)


def test_nobody_is_late_from_the_first_moment(office):
    first, second = make_bare_units(2)
    directive = make_sent(first, office=office, days=3)
    add = {"directive_id": directive.pk, "unit_ids": [second.pk], "must_answer": True}
    last_minute = local(*directive.deadline.timetuple()[:3], 23, 59)
    with pytest.raises(DirectiveRefused):
        add_units(**add, user=office, now=last_minute + timedelta(minutes=1))
    assert directive.receipts.count() == 1
    assert add_units(**add, user=office, now=last_minute) == 1


def test_a_unit_that_is_added_later_reads_nothing_of_what_was_before(office):
    first, second = make_bare_units(2)
    directive = make_sent(first, office=office)
    former = directive.document
    latter = make_official_document(first, issuer=former.issuer)
    now = timezone.now()
    values = {"title": directive.title, "task": directive.task, "deadline": directive.deadline}
    change_directive(
        directive_id=directive.pk,
        number=1,
        document=latter,
        reason="Thay văn bản",
        user=office,
        now=now,
        **values,
    )
    add_units(
        directive_id=directive.pk, unit_ids=[second.pk], must_answer=True, user=office, now=now
    )
    for unit, reads in ((first, {former, latter}), (second, {latter})):
        officer = make_officer(unit)
        for document in (former, latter):
            found = readable_documents(officer).filter(pk=document.pk).exists()
            assert may_read(officer, document) is found is (document in reads)


def test_a_failure_halfway_leaves_the_draft(office):
    directive = make_draft(office=office, units=[make_bare_unit().pk])
    # Its first version is there already: what comes after the state is written fails.
    twin = Directive(pk=directive.pk, current=1, title="x", document=directive.document)
    keep_version(twin, user=office, now=timezone.now())
    with pytest.raises(IntegrityError):
        send(directive, office)
    directive.refresh_from_db()
    assert directive.state == DirectiveState.DRAFT
    assert not DirectiveReceipt.objects.exists()
    assert not mail.outbox
