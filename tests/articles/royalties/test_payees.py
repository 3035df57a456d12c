"""Payees: what is valid, who may change what, what the audit trail keeps, who is paid."""

import json

import pytest
from django.core.exceptions import ValidationError

from articles.models import GradeShare, Payee
from articles.royalties.errors import PayeeRefused
from articles.royalties.payees import own_payee, resolve_payees, save_payee
from core.models import AuditEntry
from factories.portal import make_unit, make_user
from factories.royalties import AFTER, make_graded_piece, make_payee, make_statement_staff, noon
from units.enums import PortalRole

NOW = noon(AFTER)


@pytest.fixture
def finance(db):
    return make_user(portal_role=PortalRole.FINANCE)


def new_payee(unit, **fields) -> Payee:
    return Payee(
        **{
            "unit": unit,
            "legal_name": "Nguyễn Thị Hải Yến",
            "pen_name": "Hải Yến",
            "bank_name": "Vietcombank",
            "bank_account": "0011001234567",
            "tax_code": "0123456789",
        }
        | fields
    )


def save(payee, user) -> Payee:
    return save_payee(payee=payee, user=user, now=NOW)


def fault(payee, user) -> dict[str, list[str]]:
    """Return the messages by field with which a payee is refused; nothing is written."""
    before = (list(Payee.objects.order_by("pk").values()), AuditEntry.objects.count())
    with pytest.raises(ValidationError) as error:
        save(payee, user)
    after = (list(Payee.objects.order_by("pk").values()), AuditEntry.objects.count())
    assert after == before
    return error.value.message_dict


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("0123456789", "0123456789"),
        ("0123456789-001", "0123456789-001"),
        ("0123456789001", "0123456789001"),
        (" 001 099 012 345 ", "001099012345"),
    ],
)
def test_tax_code_is_taken(unit, finance, typed, stored):
    assert save(new_payee(unit, tax_code=typed), finance).tax_code == stored


@pytest.mark.parametrize(
    "typed",
    ["123456789", "12345678901", "01234567890123", "012345678A", "0123456789-01", "٠١٢٣٤٥٦٧٨٩"],
)
def test_tax_code_is_refused(unit, finance, typed):
    assert fault(new_payee(unit, tax_code=typed), finance) == {
        "tax_code": ["A tax code has 10, 12 or 13 digits."]
    }


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("123456", "123456"),
        ("0011 0012 34567", "0011001234567"),
        ("vn.001-234.567", "VN001234567"),
        ("1234567890123456789", "1234567890123456789"),
    ],
)
def test_bank_account_is_taken(unit, finance, typed, stored):
    assert save(new_payee(unit, bank_account=typed), finance).bank_account == stored


@pytest.mark.parametrize("typed", ["12345", "12345678901234567890", "=1+1234567", "１２３４５６"])
def test_bank_account_is_refused(unit, finance, typed):
    assert "6 to 19" in fault(new_payee(unit, bank_account=typed), finance)["bank_account"][0]


def test_bank_account_needs_its_bank(unit, finance):
    assert "bank_name" in fault(new_payee(unit, bank_name=" "), finance)
    assert save(new_payee(unit, bank_name="", bank_account=""), finance).pk


def test_names_are_needed_and_every_fault_is_named(unit, finance):
    assert set(fault(new_payee(unit, legal_name=" ", tax_code="1"), finance)) == {
        "legal_name",
        "tax_code",
    }
    assert set(fault(new_payee(unit, pen_name=" "), finance)) >= {"pen_name"}


def test_outside_pen_name_is_known_once_in_a_unit(unit, finance):
    save(new_payee(unit), finance)
    assert "pen name" in str(fault(new_payee(unit, pen_name="HẢI YẾN"), finance))
    assert save(new_payee(make_unit()), finance).pk


def test_new_payee_is_audited(unit, finance):
    payee = save(new_payee(unit), finance)
    entry = AuditEntry.objects.get(action="payee.added", actor=finance)
    assert entry.subject == f"articles.payee:{payee.pk}"
    assert entry.data["tails"] == {"tax_code": ["", "…789"], "bank_account": ["", "…567"]}


def test_change_is_audited_without_values(unit, finance):
    payee = make_payee(unit=unit)
    payee.bank_account, payee.legal_name = "9998887776", "Trần Văn Kín"
    payee.commitment_year = 2026
    save(payee, finance)
    entry = AuditEntry.objects.get(action="payee.changed")
    assert entry.data["fields"] == ["legal_name", "bank_account", "commitment_year"]
    assert entry.data["tails"] == {"bank_account": ["…567", "…776"]}
    text = json.dumps(entry.data, ensure_ascii=False)
    for secret in ("9998887776", "0011001234567", "0123456789", "Kín"):
        assert secret not in text


def test_same_data_again_is_not_audited(unit, finance):
    payee = make_payee(unit=unit)
    save(Payee.objects.get(pk=payee.pk), finance)
    assert not AuditEntry.objects.filter(action__startswith="payee.").exists()


def test_person_changes_their_own_account_alone(unit):
    user = make_user(unit=unit, role="contributor")
    payee = make_payee(user, unit=unit)
    payee.bank_account = "9998887776"
    save(payee, user)
    assert own_payee(user).bank_account == "9998887776"
    assert own_payee(make_user()) is None


def test_other_people_change_nothing(unit):
    payee = make_payee(make_user(), unit=unit)
    outside = make_payee(unit=unit)
    staff = make_statement_staff()
    people = [staff["editor"], staff["head"], staff["chief"]]
    people += [make_user(unit=unit, role=role) for role in ("chief_editor", "administrator")]
    people += [make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)]
    for user in people:
        for row in (payee, outside, new_payee(unit)):
            with pytest.raises(PayeeRefused):
                save(row, user)


def test_stolen_payee_is_refused(unit):
    thief = make_user(unit=unit, role="contributor")
    payee = make_payee(make_user(), unit=unit)
    payee.user, payee.bank_account = thief, "6666666666"
    with pytest.raises(PayeeRefused):
        save(payee, thief)


@pytest.mark.parametrize(
    ("field", "value"),
    [("residence", "non_resident"), ("commitment_year", 2026), ("is_active", False)],
)
def test_papers_are_for_finance(unit, finance, field, value):
    user = make_user(unit=unit, role="contributor")
    payee = make_payee(user, unit=unit)
    setattr(payee, field, value)
    assert fault(payee, user) == {field: ["Only finance changes this."]}
    save(payee, finance)
    assert getattr(own_payee(user), field) == value


def test_person_registers_in_a_unit_of_their_own(unit):
    user = make_user(unit=unit, role="contributor")
    other = make_unit()
    assert "unit" in fault(new_payee(other, user=user), user)
    payee = save(new_payee(unit, user=user), user)
    payee.unit = other
    assert "unit" in fault(payee, user)


def test_payee_stays_with_their_account(unit, finance):
    payee = make_payee(make_user(), unit=unit)
    payee.user = make_user()
    assert "user" in fault(payee, finance)
    payee.user = None
    assert "user" in fault(payee, finance)


def test_outside_author_may_get_an_account(unit, finance):
    payee = make_payee(unit=unit)
    payee.user = make_user()
    assert own_payee(save(payee, finance).user) == payee


def shares(*grades) -> list[GradeShare]:
    rows = GradeShare.objects.filter(grade__in=grades).order_by("grade_id", "position")
    return list(rows.select_related("grade__contribution"))


def test_resolves_by_account_or_by_unit_and_pen_name(unit):
    lan, binh = make_user(first_name="Lan"), make_user(first_name="Bình")
    account, outside = make_payee(lan, unit=make_unit()), make_payee(unit=unit)
    make_payee(unit=make_unit(), pen_name="Thu Hà")
    authors = [(lan, "Hải Yến", 25), (None, "hai yen", 25), (None, "Thu Hà", 25)]
    found = shares(make_graded_piece(unit, amount=100, authors=[*authors, (binh, "Hải Yến", 25)]))
    payees = resolve_payees(found)
    assert [payees[share.pk] for share in found] == [account, outside, None, None]


def test_inactive_payee_is_not_resolved(unit):
    user = make_user()
    make_payee(user, unit=unit, is_active=False)
    (share,) = shares(make_graded_piece(unit, amount=100, authors=[(user, "Lan", 100)]))
    assert resolve_payees([share]) == {share.pk: None}


def test_resolves_in_two_queries(unit, count_queries):
    user = make_user()
    make_payee(unit=unit)
    make_payee(user, unit=unit)
    authors = [(None, "Hải Yến", 50), (user, "Lan", 50)]
    few, *rest = (make_graded_piece(unit, amount=100, authors=authors) for _number in range(4))
    few, many = shares(few), shares(*rest)
    assert count_queries(lambda: resolve_payees(few)) == 2
    assert count_queries(lambda: resolve_payees(many)) == 2
