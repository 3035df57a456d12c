"""On its day a confirmed plan is held back when it would touch others than was confirmed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError
from django.urls import reverse

from core.models import AuditEntry
from factories.newsroom import make_used_piece
from factories.portal import make_article, make_unit, make_user
from factories.questions import make_question
from factories.reorganising import NOW, carried_out, dump, make_full_unit, make_plan, planned
from factories.royalties import desk_named
from units.enums import PortalRole, UnitRole
from units.models import Unit
from units.reorganisation.enums import OperationKind, OperationState
from units.reorganisation.models import Reorganisation
from units.reorganisation.services.applying import apply_due, apply_plan
from units.reorganisation.services.previewing import preview
from units.reorganisation.services.undoing import undo_reorganisation
from units.signals import unit_reorganised

pytestmark = pytest.mark.django_db
FUTURE = date(2027, 1, 1)
# Midnight of 1 January in Asia/Ho_Chi_Minh.
MIDNIGHT = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)


def confirm(operation: Reorganisation, *, now=NOW, by=None) -> Reorganisation:
    digest = preview(operation=operation, user=by, now=now).digest()
    return apply_plan(operation=operation, digest=digest, by=by, now=now)


def confirmed(old, *takers, kind=OperationKind.MERGE, by=None) -> Reorganisation:
    plan = make_plan(old, to=takers, kind=kind, effective_on=FUTURE)
    return confirm(planned(plan, by=by), by=by)


def held(operation: Reorganisation) -> list[str]:
    """Let the day come; return why the plan was held back, with nothing else written."""
    before = dump()
    [(found, reasons)] = apply_due(now=MIDNIGHT)
    assert found.pk == operation.pk
    assert reasons
    operation.refresh_from_db()
    assert (operation.is_held_back, operation.is_confirmed) == (True, False)
    assert dump() == before
    assert list(apply_due(now=MIDNIGHT)) == []
    return reasons


def test_growth_of_ordinary_content_holds_nothing_back():
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = confirmed(old, taker)
    make_article("news", old)
    make_article("news", old, live=False)
    make_article("news", taker, live=False)
    make_used_piece(old)
    make_question(unit=old)
    make_user(unit=old, role=UnitRole.CONTRIBUTOR)
    make_user(unit=taker, role=UnitRole.LEADER)
    old.memberships.filter(role=UnitRole.OFFICER).delete()
    assert [reasons for _operation, reasons in apply_due(now=MIDNIGHT)] == [[]]
    operation.refresh_from_db()
    assert operation.state == OperationState.APPLIED


def another_below(old, taker):
    Unit.objects.create(
        code="THEM", kind="attached_unit", name_vi="Nhà nghỉ", short_name_vi="Nhà nghỉ",
        slug="them", parent=old,
    )  # fmt: skip
    return "Nhà nghỉ (THEM)"


def one_less_below(old, taker):
    Unit.objects.filter(code="CU-CON").update(parent=taker)
    return "Nhà văn hóa CU (CU-CON)"


def a_desk(old, taker):
    desk = desk_named()
    desk.unit = old
    desk.save()
    return str(desk)


def a_last_day(old, taker):
    Unit.objects.filter(pk=taker.pk).update(valid_to=date(2027, 12, 31))
    return "31/12/2027"


def another_operation(old, taker):
    carried_out(make_plan(make_unit("BA"), to=(taker,)))
    return "→"


CHANGES = (another_below, one_less_below, a_desk, a_last_day, another_operation)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_touches_others_than_was_confirmed_is_held_back(change, monkeypatch):
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = confirmed(old, taker)
    # A plan of the same units waits: a file or a hand at the register may still change them.
    monkeypatch.setattr(
        "units.reorganisation.validators._faults_with_others", lambda plan, apart_from: []
    )
    named = change(old, taker)
    [reason] = held(operation)
    assert named in reason


def test_an_earlier_operation_that_was_undone_meanwhile_holds_back():
    first, old, taker = make_unit("DAU"), make_unit("CU"), make_unit("MOI")
    earlier = carried_out(make_plan(first, to=(old,)))
    operation = confirmed(old, taker)
    undo_reorganisation(operation=earlier, by=make_user(), now=NOW)
    [reason] = held(operation)
    assert f"{first.name_vi} → {old.name_vi}" in reason


def test_who_would_lose_a_role_unseen_holds_back_and_who_left_does_not():
    old = make_full_unit("CU")
    operation = confirmed(old, kind=OperationKind.CLOSE)
    old.memberships.filter(role=UnitRole.OFFICER).delete()
    person = make_user(unit=old, role=UnitRole.LEADER, first_name="Lan", last_name="Nguyễn Thị")
    [reason] = held(operation)
    assert person.get_full_name() in reason


def test_a_new_clash_holds_back():
    old, taker = make_unit("CU"), make_unit("MOI")
    operation = confirmed(old, taker)

    def clash(sender, handover, **kwargs):
        handover.clash("Hai trang trùng địa chỉ")

    unit_reorganised.connect(clash)
    try:
        assert held(operation) == ["Hai trang trùng địa chỉ"]
    finally:
        unit_reorganised.disconnect(clash)


def test_what_was_confirmed_before_previews_were_kept_is_held_back():
    operation = confirmed(make_unit("CU"), make_unit("MOI"))
    Reorganisation.objects.update(promise=None)
    assert held(operation)


def test_an_error_holds_back_one_plan_and_not_the_others():
    broken, sound = make_unit("CU"), make_unit("LANH")
    first = confirmed(broken, make_unit("MOI"))
    second = confirmed(sound, make_unit("MOIHON"))

    def fail(sender, handover, **kwargs):
        if handover.predecessor == broken:
            raise IntegrityError("UNIQUE constraint failed")

    unit_reorganised.connect(fail)
    try:
        found = {operation.pk: reasons for operation, reasons in apply_due(now=MIDNIGHT)}
    finally:
        unit_reorganised.disconnect(fail)
    assert found[second.pk] == []
    assert "IntegrityError" in found[first.pk][0]
    first.refresh_from_db()
    assert first.is_held_back


def test_who_runs_the_portal_is_told_and_confirms_again(
    client, django_capture_on_commit_callbacks, monkeypatch
):
    old, taker = make_full_unit("CU"), make_unit("MOI")
    by = make_user(email="van.phong@example.vn", portal_role=PortalRole.OFFICE)
    runs = make_user(email="quan.tri@example.vn", portal_role=PortalRole.PORTAL_ADMINISTRATOR)
    gone = PortalRole.PORTAL_ADMINISTRATOR
    make_user(email="da.nghi@example.vn", portal_role=gone, is_active=False)
    make_user(email="don.vi@example.vn", unit=old, role=UnitRole.ADMINISTRATOR)
    operation = confirmed(old, taker, by=by)
    another_below(old, taker)
    with django_capture_on_commit_callbacks(execute=True):
        [reason] = held(operation)
    assert {letter.to[0] for letter in mail.outbox} == {by.email, runs.email}
    assert len(mail.outbox) == 2
    assert all(reason in letter.body for letter in mail.outbox)
    show = reverse("reorganisation_show", args=[operation.pk])
    assert all(show in letter.body for letter in mail.outbox)
    client.force_login(runs)
    assert show in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(show).context["failures"] == [reason]
    assert client.get(reverse("reorganisations")).content.decode().count(show) == 1
    # Confirmed again, the plan is carried out with what it touches now.
    later = confirm(operation, now=MIDNIGHT + timedelta(hours=8), by=runs)
    assert (later.state, later.applied_by, later.held_back_at) == ("applied", runs, None)
    assert Unit.objects.get(code="THEM").parent == taker
    assert show not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_differs_is_shown_before_the_day_and_can_be_confirmed_again(client):
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = confirmed(old, taker)
    client.force_login(make_user(portal_role=PortalRole.OFFICE))
    show = reverse("reorganisation_show", args=[operation.pk])
    apply = reverse("reorganisation_apply", args=[operation.pk])
    make_user(unit=old, role=UnitRole.LEADER)
    shown = client.get(show)
    assert shown.context["differing"] == []
    assert f'action="{apply}"' not in shown.content.decode()
    one_less_below(old, taker)
    named = another_below(old, taker)
    shown = client.get(show)
    assert len(shown.context["differing"]) == 2
    assert named in shown.context["differing"][0]
    assert f'action="{apply}"' in shown.content.decode()
    client.post(apply, {"digest": shown.context["digest"]})
    assert client.get(show).context["differing"] == []
    assert [reasons for _operation, reasons in apply_due(now=MIDNIGHT)] == [[]]


def test_nobody_of_a_unit_sees_what_is_held_back(client):
    old, taker = make_unit("CU"), make_unit("MOI")
    operation = confirmed(old, taker)
    Reorganisation.objects.update(plan_digest="", held_back_at=MIDNIGHT)
    client.force_login(make_user(unit=taker, role=UnitRole.ADMINISTRATOR))
    show = reverse("reorganisation_show", args=[operation.pk])
    assert show not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_command_says_why_a_plan_was_held_back(capsys):
    confirmed(make_unit("CU"), make_unit("MOI"))
    Reorganisation.objects.update(promise=None, effective_on=date(2026, 1, 1))
    call_command("apply_planned_reorganisations")
    entry = AuditEntry.objects.get(action="reorganisation.fail")
    assert entry.data["reasons"][0] in capsys.readouterr().err
