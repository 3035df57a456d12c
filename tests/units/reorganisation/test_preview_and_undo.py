"""A preview writes nothing and tells the truth; undoing brings every row back."""

from datetime import timedelta

import pytest
from django.core import mail
from wagtail.models import Page

from core.models import AuditEntry
from factories.portal import make_unit, make_user
from factories.reorganising import (
    NOW,
    TODAY,
    carried_out,
    count_rows,
    dump,
    make_full_unit,
    make_plan,
    make_post,
    new_unit,
    planned,
)
from units.directives.models import ReceiptStep
from units.enums import UnitRole
from units.models import Unit, UnitHomePage
from units.personnel.models import Person
from units.reorganisation.enums import OperationKind, OperationState
from units.reorganisation.errors import NotWaiting, PlanChanged, UndoRefused
from units.reorganisation.services.applying import apply_plan
from units.reorganisation.services.planning import discard_plan
from units.reorganisation.services.previewing import preview
from units.reorganisation.services.undoing import undo_reorganisation, why_not_undone
from units.services.english import open_english
from units.services.memberships import grant_role

pytestmark = pytest.mark.django_db

KINDS = {
    "merge": lambda old: make_plan(old, to=(make_unit("MOI"),)),
    "replace": lambda old: make_plan(old, to=(new_unit(),), kind=OperationKind.REPLACE),
    "rename": lambda old: make_plan(old, to=(new_unit(),), kind=OperationKind.RENAME),
    "split": lambda old: make_plan(
        old, to=(make_unit("MOT"), new_unit()), kind=OperationKind.SPLIT, taker=1
    ),
    "close": lambda old: make_plan(old, kind=OperationKind.CLOSE),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_writes_nothing_and_says_what_happens(kind, django_capture_on_commit_callbacks):
    operation = planned(KINDS[kind](make_full_unit("CU")))
    before, rows = dump(), count_rows()
    with django_capture_on_commit_callbacks() as callbacks:
        report = preview(operation=operation, user=None, now=NOW)
    assert (dump(), count_rows(), callbacks, mail.outbox) == (before, rows, [], [])
    done = apply_plan(operation=operation, digest=report.digest(), by=None, now=NOW)
    entry = AuditEntry.objects.get(action="reorganisation.apply")
    assert entry.data["report"]["vi"] == report.in_languages()["vi"]
    assert done.plan_digest == report.digest()


@pytest.mark.parametrize("kind", KINDS)
def test_undoing_brings_every_row_back(kind):
    operation = planned(KINDS[kind](make_full_unit("CU")))
    # The English directory itself is of no unit. Pages that other units lack are not made beside.
    open_english([])
    before = dump()
    digest = preview(operation=operation, user=None, now=NOW).digest()
    operation = apply_plan(operation=operation, digest=digest, by=None, now=NOW)
    assert dump() != before
    assert why_not_undone(operation) == []
    later = NOW + timedelta(hours=1)
    operation = undo_reorganisation(operation=operation, by=make_admin(), now=later)
    assert (operation.state, operation.undone_at) == (OperationState.UNDONE, later)
    after = dump()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def make_admin():
    from core.models import User

    return User.objects.order_by("pk").first()


def test_what_was_undone_can_be_planned_again():
    old, taker = make_full_unit("CU"), make_unit("MOI")
    first = carried_out(make_plan(old, to=(taker,)))
    undo_reorganisation(operation=first, by=make_user(), now=NOW)
    second = carried_out(make_plan(old, to=(taker,)))
    assert second.state == OperationState.APPLIED
    assert second.pk != first.pk


def test_a_plan_that_has_changed_must_be_looked_at_again():
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = planned(make_plan(old, to=(taker,)))
    digest = preview(operation=operation, user=None, now=NOW).digest()
    make_user(unit=old, role=UnitRole.LEADER)
    before = dump()
    with pytest.raises(PlanChanged):
        apply_plan(operation=operation, digest=digest, by=None, now=NOW)
    assert dump() == before


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_nothing_is_carried_out_without_the_digest_that_was_shown(digest):
    operation = planned(make_plan(make_unit("CU"), to=(make_unit("MOI"),)))
    with pytest.raises(PlanChanged):
        apply_plan(operation=operation, digest=digest, by=None, now=NOW)


def test_a_second_click_changes_nothing():
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = carried_out(make_plan(old, to=(taker,)))
    before = count_rows()
    apply_plan(operation=operation, digest=operation.plan_digest, by=None, now=NOW)
    assert count_rows() == before
    undo_reorganisation(operation=operation, by=make_user(), now=NOW)
    before = count_rows()
    undo_reorganisation(operation=operation, by=None, now=NOW)
    assert count_rows() == before


CHANGES = {
    "role_taken": lambda taker: taker.memberships.first().delete(),
    "person_changed": lambda taker: Person.objects.update(phone="024"),
    "post_added": lambda taker: new_post_of_moved_person(taker),
    "parent_changed": lambda taker: Unit.objects.filter(code="CU-CON").update(parent=None),
    "role_again": lambda taker: grant_role(
        user=make_user_of(taker), unit=Unit.objects.get(code="CU"), role="officer"
    ),
}


def make_user_of(taker):
    return taker.memberships.get(role="officer").user


def new_post_of_moved_person(taker):
    post = make_post(taker)
    other = post.person
    post.person = Person.objects.exclude(pk=other.pk).get()
    post.save()
    other.delete()


@pytest.mark.parametrize("change", CHANGES)
def test_undoing_is_refused_after_a_change(change):
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = carried_out(make_plan(old, to=(taker,)))
    CHANGES[change](taker)
    before = dump()
    with pytest.raises(UndoRefused) as refusal:
        undo_reorganisation(operation=operation, by=None, now=NOW)
    assert refusal.value.reasons
    assert dump() == before
    assert why_not_undone(operation) == refusal.value.reasons


def test_undoing_is_refused_when_something_hangs_on_a_new_unit():
    old = make_full_unit("CU")
    plan = make_plan(old, to=(new_unit(),), kind=OperationKind.RENAME)
    operation = carried_out(plan)
    make_user(unit=Unit.objects.get(code="LDLD-MOI"), role=UnitRole.LEADER)
    with pytest.raises(UndoRefused):
        undo_reorganisation(operation=operation, by=None, now=NOW)


def test_undoing_is_refused_when_an_account_is_gone_whose_role_would_come_back():
    old, taker = make_unit("CU"), make_unit("MOI")
    user = make_user(unit=old, role=UnitRole.OFFICER)
    grant_role(user=user, unit=taker, role=UnitRole.OFFICER)
    operation = carried_out(make_plan(old, to=(taker,)))
    user.delete()
    with pytest.raises(UndoRefused) as refusal:
        undo_reorganisation(operation=operation, by=None, now=NOW)
    assert len(refusal.value.reasons) == 1


def test_what_is_on_record_for_good_stands_against_undoing_and_is_named_beforehand():
    old, last = make_full_unit("CU"), make_unit("CUOI")
    first = carried_out(make_plan(old, to=(new_unit(),), kind=OperationKind.RENAME))
    unit = Unit.objects.get(code="LDLD-MOI")
    tomorrow = TODAY + timedelta(days=1)
    step = ReceiptStep.objects.order_by("pk").first()
    ReceiptStep.objects.create(
        receipt=step.receipt, action="opened", number=1, unit=unit, happened_at=NOW
    )
    discarded = planned(make_plan(unit, to=(last,), effective_on=tomorrow))
    discard_plan(operation=discarded, by=None, now=NOW)
    before = dump()
    reasons = why_not_undone(first)
    assert len(reasons) == 2
    assert all(unit.name in reason for reason in reasons)
    assert any(str(discarded) in reason for reason in reasons)
    assert any(str(ReceiptStep.objects.latest("pk")) in reason for reason in reasons)
    with pytest.raises(UndoRefused) as refusal:
        undo_reorganisation(operation=first, by=None, now=NOW)
    assert refusal.value.reasons == reasons
    assert dump() == before


def test_undoing_leaves_no_page_of_a_unit_that_no_longer_exists(client):
    old, other = make_unit("CU"), make_unit("KHAC")
    pages = set(Page.objects.values_list("url_path", flat=True))
    operation = carried_out(make_plan(old, to=(new_unit(),), kind=OperationKind.RENAME))
    home = UnitHomePage.objects.get(unit__code="LDLD-MOI", language_code="en")
    address = home.get_url()
    assert client.get(address).status_code == 200
    # Nothing is made beside the new unit.
    assert not UnitHomePage.objects.filter(unit__in=[old, other], language_code="en").exists()
    undo_reorganisation(operation=operation, by=make_user(), now=NOW)
    assert client.get(address).status_code == 404
    left = set(Page.objects.values_list("url_path", flat=True)) - pages
    assert not [path for path in left if "ldld-moi" in path]
    assert len(left) <= 1  # The English directory, which is of no unit.


def test_undoing_is_refused_while_a_later_operation_stands():
    old, taker, last = make_unit("CU"), make_unit("MOI"), make_unit("CUOI")
    first = carried_out(make_plan(old, to=(taker,)))
    second = carried_out(make_plan(taker, to=(last,)))
    with pytest.raises(UndoRefused):
        undo_reorganisation(operation=first, by=None, now=NOW)
    undo_reorganisation(operation=second, by=None, now=NOW)
    assert undo_reorganisation(operation=first, by=None, now=NOW).state == OperationState.UNDONE


def test_what_goes_on_elsewhere_in_the_taker_does_not_stand_against_undoing():
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = carried_out(make_plan(old, to=(taker,)))
    make_user(unit=taker, role=UnitRole.LEADER)
    make_post(taker)
    assert why_not_undone(operation) == []


def test_a_plan_that_waits_cannot_be_undone():
    operation = planned(make_plan(make_unit("CU"), to=(make_unit("MOI"),)))
    with pytest.raises(NotWaiting):
        undo_reorganisation(operation=operation, by=None, now=NOW)
