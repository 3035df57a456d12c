"""Four people, four steps: who may take which, when, and how often."""

from itertools import combinations
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from articles.enums import StatementState, StatementStepKind
from articles.models import LedgerEntry, RoyaltyStatement, StatementStep
from articles.royalties import statements
from articles.royalties.errors import StatementRefused
from core.models import AuditEntry
from factories.portal import make_user
from factories.royalties import (
    AFTER,
    grade_anew,
    make_graded_piece,
    make_payee,
    make_statement,
    make_statement_staff,
    noon,
)
from units.enums import PortalRole
from units.rules import forget_roles
from units.services.memberships import grant_portal_role

STEPS = ("draw_up", "check", "approve", "pay")
ROLES = ("editor", "head", "chief", "finance")
STATES = ("drawn", "checked", "approved", "paid")
NOW = noon(AFTER)


def take(step: str, statement: RoyaltyStatement, user: Any, **fields: Any) -> RoyaltyStatement:
    """Take one of the later steps at noon."""
    if step == "pay":
        fields.setdefault("paid_on", AFTER)
    if step == "discard":
        fields.setdefault("note", "sai kỳ")
    service = getattr(statements, step)
    return service(statement_id=statement.pk, user=user, now=NOW, **fields)


def make_versatile(**fields: Any):
    """Make a person who holds all four roles of the news desk."""
    user = make_user(**fields)
    for role in (
        PortalRole.NEWS_DESK_HEAD,
        PortalRole.NEWS_EDITOR_IN_CHIEF,
        PortalRole.FINANCE,
    ):
        grant_portal_role(user=user, role=role)
    forget_roles(user)
    return user


def test_statement_goes_its_way(staff, grade):
    statement = make_statement(staff)
    for step, role, state in zip(STEPS[1:], ROLES[1:], STATES[1:], strict=True):
        statement = take(step, statement, staff[role], note="  đã xem ")
        assert statement.state == RoyaltyStatement.objects.get().state == state
        row = statement.steps.get(step=step)
        assert (row.user, row.at, row.note) == (staff[role], NOW, "đã xem")
        audited = AuditEntry.objects.get(action=f"statement.{step}", actor=staff[role])
        assert audited.data == {"total": 1_500_000, "note": "đã xem"}
    assert [step.step for step in statement.steps.order_by("pk")] == list(STEPS)


@pytest.mark.parametrize(("first", "second"), list(combinations(STEPS, 2)))
def test_nobody_takes_two_steps(staff, grade, first, second):
    versatile = make_versatile()
    people = staff | {ROLES[STEPS.index(first)]: versatile}
    statement = make_statement(people, state=STATES[STEPS.index(second) - 1])
    with pytest.raises(StatementRefused, match="You have taken a step"):
        take(second, statement, versatile)
    assert statement.state == RoyaltyStatement.objects.get().state
    assert (
        take(second, statement, staff[ROLES[STEPS.index(second)]]).state
        == (STATES[STEPS.index(second)])
    )


@pytest.mark.parametrize(("first", "second"), list(combinations(STEPS, 2)))
def test_database_refuses_a_second_step_of_a_person(staff, grade, first, second):
    statement = make_statement(staff, state=STATES[STEPS.index(first)])
    user = staff[ROLES[STEPS.index(first)]]
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementStep.objects.create(statement=statement, step=second, user=user, at=NOW)


def test_database_refuses_a_step_taken_twice(staff, grade):
    statement = make_statement(staff, state="checked")
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementStep.objects.create(
            statement=statement, step="check", user=make_versatile(), at=NOW
        )


@pytest.mark.parametrize(
    ("step", "refused"),
    [
        ("check", ["chief", "finance", "second_editor"]),
        ("approve", ["second_head", "second_editor", "finance"]),
        ("pay", ["second_head", "second_editor", "second_chief"]),
        ("discard", ["finance", "second_editor"]),
    ],
)
def test_step_needs_its_role_at_this_desk(unit, staff, grade, step, refused):
    second = {f"second_{role}": user for role, user in make_statement_staff("news").items()}
    state = "drawn" if step == "discard" else STATES[STEPS.index(step) - 1]
    statement = make_statement(staff, state=state)
    other = make_statement_staff("thematic")
    people = [{**staff, **second}[name] for name in refused]
    people += [other["editor"], other["head"], other["chief"]]
    people += [make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR), make_user(is_superuser=True)]
    people += [make_user(unit=unit, role="chief_editor")]
    for user in people:
        with pytest.raises(StatementRefused, match="may not take this step"):
            take(step, statement, user)
    assert RoyaltyStatement.objects.get().state == state


def test_former_account_takes_no_step(staff, grade):
    statement = make_statement(staff)
    staff["head"].is_active = False
    staff["head"].save()
    forget_roles(staff["head"])
    with pytest.raises(StatementRefused, match="may not take this step"):
        take("check", statement, staff["head"])


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("drawn", "approve"),
        ("drawn", "pay"),
        ("checked", "pay"),
        ("checked", "check"),
        ("approved", "check"),
        ("approved", "approve"),
        ("approved", "discard"),
        ("paid", "approve"),
        ("paid", "pay"),
        ("paid", "discard"),
    ],
)
def test_step_waits_for_its_turn(staff, grade, state, step):
    statement = make_statement(staff, state=state)
    with pytest.raises(StatementRefused, match=f"is “{statement.get_state_display()}” now"):
        take(step, statement, make_versatile())


@pytest.mark.parametrize("step", STEPS[1:])
def test_repeated_step_changes_nothing(staff, grade, step):
    number = STEPS.index(step)
    statement = make_statement(staff, state=STATES[number])
    before = (StatementStep.objects.count(), LedgerEntry.objects.count())
    again = take(step, statement, staff[ROLES[number]])
    assert (again.pk, again.state) == (statement.pk, STATES[number])
    assert (StatementStep.objects.count(), LedgerEntry.objects.count()) == before


@pytest.mark.parametrize("step", ["check", "approve"])
def test_nobody_decides_on_their_own_money(unit, staff, step):
    role = ROLES[STEPS.index(step)]
    make_payee(staff[role], unit=unit)
    make_graded_piece(unit, amount=100_000, authors=[(staff[role], "Bút danh", 100)])
    statement = make_statement(staff, state=STATES[STEPS.index(step) - 1])
    with pytest.raises(StatementRefused, match="pays you"):
        take(step, statement, staff[role])
    assert take(step, statement, make_versatile()).state == STATES[STEPS.index(step)]


def test_who_draws_up_or_pays_may_be_paid(unit, staff):
    for role in ("editor", "finance"):
        make_payee(staff[role], unit=unit)
        make_graded_piece(unit, amount=100_000, authors=[(staff[role], "Bút danh", 100)])
    assert make_statement(staff, state="paid").total == 200_000


@pytest.mark.parametrize("step", ["check", "discard"])
def test_note_has_a_limit(staff, grade, step):
    statement = make_statement(staff)
    with pytest.raises(StatementRefused, match="at most 1000"):
        take(step, statement, staff["head"], note="n" * 1001)
    assert RoyaltyStatement.objects.get().state == "drawn"
    assert not statement.lines.filter(is_released=True).exists()
    take(step, statement, staff["head"], note="n" * 1000)


@pytest.mark.parametrize("state", ["drawn", "checked"])
@pytest.mark.parametrize("role", ["editor", "head", "chief"])
def test_open_statement_can_be_discarded_and_drawn_up_again(staff, grade, state, role):
    statement = make_statement(staff, state=state)
    gone = take("discard", statement, staff[role], note="nhầm kỳ")
    assert gone.state == StatementState.DISCARDED
    assert gone.steps.get(step=StatementStepKind.DISCARD).note == "nhầm kỳ"
    assert gone.lines.get().is_released
    assert take("discard", statement, staff[role]).steps.count() == gone.steps.count()
    assert make_statement(staff, state="paid").lines.get().share == gone.lines.get().share


def test_discarding_needs_a_reason(staff, grade):
    statement = make_statement(staff)
    with pytest.raises(StatementRefused, match="Say why"):
        take("discard", statement, staff["head"], note="  ")
    assert RoyaltyStatement.objects.get().state == "drawn"


def test_discarded_statement_takes_no_step(staff, grade):
    statement = make_statement(staff)
    take("discard", statement, staff["editor"])
    for step in ("check", "approve", "pay", "discard"):
        with pytest.raises(StatementRefused, match="is “Discarded” now"):
            take(step, statement, make_versatile())


def test_change_between_steps_is_found_at_approval(staff, grade):
    statement = make_statement(staff, state="checked")
    grade_anew(grade, amount=1_600_000)
    with pytest.raises(StatementRefused, match=r"changed since .* \(line 1\)"):
        take("approve", statement, staff["chief"])
    take("discard", statement, staff["chief"])
    assert make_statement(staff, state="paid").total == 1_600_000
