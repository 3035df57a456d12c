"""Who may see what of statements, and that no general screen or API shows royalties at all."""

import pytest
from wagtail.permissions import policy_registry

from articles.royalties import rules
from articles.royalties.policies import CLOSED
from factories.portal import make_user
from factories.royalties import make_payee, make_statement, make_statement_staff
from units.enums import PortalRole


@pytest.fixture
def people(unit, staff):
    """Return the people of the desk, of the other desk, and others."""
    other = {f"other_{role}": user for role, user in make_statement_staff("thematic").items()}
    return {
        **staff,
        **other,
        "administrator": make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
        "office": make_user(portal_role=PortalRole.OFFICE),
        "unit_editor": make_user(unit=unit, role="chief_editor"),
        "author": make_user(unit=unit, role="contributor"),
    }


FINANCE = {"finance", "other_finance"}
DESK = {"editor", "head", "chief"}


def allowed(people, predicate) -> set[str]:
    return {name for name, user in people.items() if predicate(user)}


def test_statement_is_opened_by_its_desk_finance_and_administrators(people, staff, grade):
    statement = make_statement(staff)
    assert allowed(people, lambda user: rules.may_open(user, statement)) == (
        DESK | FINANCE | {"administrator"}
    )


def test_people_are_seen_by_those_who_answer_for_them(people, staff, grade):
    statement = make_statement(staff)
    found = allowed(people, lambda user: rules.may_see_people(user, statement))
    assert found == {"head", "chief"} | FINANCE


def test_bank_accounts_are_for_finance(people):
    assert allowed(people, rules.may_see_bank) == FINANCE


def test_payee_is_changed_by_finance_and_the_person(unit, people):
    payee = make_payee(people["author"], unit=unit)
    found = allowed(people, lambda user: rules.can_change_payee(user, payee))
    assert found == FINANCE | {"author"}
    outside = make_payee(unit=unit, pen_name="Lạ")
    assert allowed(people, lambda user: rules.can_change_payee(user, outside)) == FINANCE


@pytest.mark.parametrize(
    ("state", "predicate", "expected"),
    [
        ("drawn", rules.can_check, {"head"}),
        ("drawn", rules.can_approve, set()),
        ("drawn", rules.can_discard, {"editor", "head", "chief"}),
        ("checked", rules.can_check, set()),
        ("checked", rules.can_approve, {"chief"}),
        ("checked", rules.can_discard, {"editor", "head", "chief"}),
        ("approved", rules.can_pay, FINANCE),
        ("approved", rules.can_discard, set()),
        ("paid", rules.can_pay, set()),
    ],
)
def test_step_is_offered_to_whom_it_belongs(people, staff, grade, state, predicate, expected):
    statement = make_statement(staff, state=state)
    assert allowed(people, lambda user: predicate(user, statement)) == expected


def test_statements_of_a_desk_are_drawn_up_by_its_graders(people, desk):
    assert allowed(people, lambda user: rules.can_draw_up(user, desk)) == {"editor", "head"}


def test_list_of_statements_holds_those_of_the_desk(people, staff, grade):
    statement = make_statement(staff)
    for name, user in people.items():
        expected = [statement] if name in DESK | FINANCE | {"administrator"} else []
        assert list(rules.statements_for(user)) == expected, name


@pytest.mark.parametrize("model", CLOSED)
def test_policies_refuse_everybody_everything(people, model):
    policy = policy_registry.get_by_type(model)
    root = make_user(is_superuser=True)
    for user in (*people.values(), root):
        for action in ("add", "change", "delete", "view", "choose"):
            assert not policy.user_has_permission(user, action)
            assert not policy.instances_user_has_any_permission_for(user, [action]).exists()
