"""Payment and tax: thresholds, days, residence, commitments, accounts."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from articles.enums import Residence
from articles.models import LedgerEntry, RoyaltyStatement, StatementPayment, TaxRule
from articles.royalties import statements
from articles.royalties.errors import PaymentImpossible, StatementRefused
from factories.royalties import (
    grade_anew,
    make_graded_piece,
    make_payee,
    make_statement,
    noon,
)

LAST_OF_JUNE, FIRST_OF_JULY = date(2026, 6, 30), date(2026, 7, 1)
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def approved(unit, staff, *, amount, month=JUNE, now=None, **fields):
    """Return an approved statement that pays one person `amount` đồng."""
    make_payee(unit=unit, **fields)
    make_graded_piece(unit, amount=amount, used_on=date(2026, 6, 2))
    return make_statement(staff, state="approved", month=month, now=now or noon(LAST_OF_JUNE))


def pay(statement, staff, day, *, now=None):
    statements.pay(
        statement_id=statement.pk, user=staff["finance"], paid_on=day, now=now or noon(day)
    )
    return statement.payments.get()


@pytest.mark.parametrize(
    ("day", "gross", "withheld"),
    [
        (LAST_OF_JUNE, 1_999_999, 0),
        (LAST_OF_JUNE, 2_000_000, 200_000),
        (LAST_OF_JUNE, 2_000_004, 200_000),
        (LAST_OF_JUNE, 2_000_005, 200_001),
        (LAST_OF_JUNE, 4_999_999, 500_000),
        (FIRST_OF_JULY, 2_000_000, 0),
        (FIRST_OF_JULY, 4_999_999, 0),
        (FIRST_OF_JULY, 5_000_000, 500_000),
        (FIRST_OF_JULY, 5_000_004, 500_000),
        (FIRST_OF_JULY, 5_000_005, 500_001),
    ],
)
def test_tax_of_residents_at_its_thresholds(unit, staff, day, gross, withheld):
    payment = pay(approved(unit, staff, amount=gross), staff, day)
    assert (payment.gross, payment.tax, payment.net) == (gross, withheld, gross - withheld)
    assert payment.paid_on == day
    assert payment.tax_rule.valid_from <= day


def test_threshold_counts_the_whole_payment_of_a_person(unit, staff):
    make_payee(unit=unit)
    for amount in (1_000_000, 1_000_000):
        make_graded_piece(unit, amount=amount, used_on=date(2026, 6, 2))
    statement = make_statement(staff, state="approved", month=JUNE, now=noon(LAST_OF_JUNE))
    assert pay(statement, staff, LAST_OF_JUNE).tax == 200_000


@pytest.mark.parametrize(("amount", "withheld"), [(1, 0), (3, 1), (1_000_003, 200_001)])
def test_non_resident_pays_from_the_first_dong(unit, staff, amount, withheld):
    statement = approved(unit, staff, amount=amount, residence=Residence.NON_RESIDENT)
    assert pay(statement, staff, FIRST_OF_JULY).tax == withheld


def test_missing_rule_is_named(unit, staff):
    statement = approved(unit, staff, amount=1, residence=Residence.NON_RESIDENT)
    TaxRule.objects.filter(residence=Residence.NON_RESIDENT).delete()
    with pytest.raises(PaymentImpossible, match=r"“Not resident” on 01/07/2026"):
        pay(statement, staff, FIRST_OF_JULY)
    assert RoyaltyStatement.objects.get().state == "approved"
    assert not StatementPayment.objects.exists()


@pytest.mark.parametrize(
    ("year", "residence", "withheld"),
    [
        (2026, Residence.RESIDENT, 0),
        (2025, Residence.RESIDENT, 300_000),
        (2027, Residence.RESIDENT, 300_000),
        (None, Residence.RESIDENT, 300_000),
        (2026, Residence.NON_RESIDENT, 600_000),
    ],
)
def test_commitment_holds_for_residents_in_its_year(unit, staff, year, residence, withheld):
    TaxRule.objects.filter(residence=Residence.NON_RESIDENT).update(valid_from=date(2013, 10, 1))
    statement = approved(unit, staff, amount=3_000_000, commitment_year=year, residence=residence)
    assert pay(statement, staff, LAST_OF_JUNE).tax == withheld


def test_commitment_of_the_year_before_ends_at_new_year(unit, staff):
    eve, new_year = date(2026, 12, 31), date(2027, 1, 1)
    statement = approved(unit, staff, amount=6_000_000, commitment_year=2026, now=noon(eve))
    assert pay(statement, staff, new_year).tax == 600_000


def test_days_are_those_of_vietnam(unit, staff):
    late = timezone.make_aware(datetime(2026, 6, 30, 23, 59))
    early = timezone.make_aware(datetime(2026, 7, 1, 0, 0))
    statement = approved(unit, staff, amount=2_000_000, now=late)
    with pytest.raises(StatementRefused, match="between the approval on 30/06/2026 and today"):
        pay(statement, staff, FIRST_OF_JULY, now=late)
    assert pay(statement, staff, FIRST_OF_JULY, now=early).tax == 0


def test_days_do_not_follow_the_zone_of_an_account(unit, staff):
    early = timezone.make_aware(datetime(2026, 7, 1, 0, 30))
    with timezone.override("America/New_York"):
        statement = approved(unit, staff, amount=2_000_000, month=JULY, now=early)
        with pytest.raises(StatementRefused, match="between the approval on 01/07/2026"):
            pay(statement, staff, LAST_OF_JUNE, now=early)
        assert pay(statement, staff, FIRST_OF_JULY, now=early).tax == 0


def test_day_lies_not_before_the_approval(unit, staff):
    statement = approved(unit, staff, amount=2_000_000, now=noon(FIRST_OF_JULY))
    with pytest.raises(StatementRefused, match="between the approval on 01/07/2026"):
        pay(statement, staff, LAST_OF_JUNE, now=noon(FIRST_OF_JULY))
    assert RoyaltyStatement.objects.get().state == "approved"


def test_earlier_day_than_today_is_taken(unit, staff):
    statement = approved(unit, staff, amount=2_000_000)
    later = noon(date(2026, 7, 9))
    assert pay(statement, staff, LAST_OF_JUNE, now=later).tax == 200_000


def test_who_has_no_account_is_named(unit, staff):
    make_payee(unit=unit, pen_name="Thu Hà", bank_account="")
    make_graded_piece(unit, amount=10, authors=[(None, "Thu Hà", 100)], used_on=JUNE)
    statement = approved(unit, staff, amount=100)
    with pytest.raises(PaymentImpossible, match=r"no bank account yet: Thu Hà\."):
        pay(statement, staff, LAST_OF_JUNE)
    assert RoyaltyStatement.objects.get().state == "approved"
    assert not StatementPayment.objects.exists()


def test_payment_keeps_names_and_account_as_they_were(unit, staff):
    statement = approved(unit, staff, amount=100, legal_name="Nguyễn Thị Hải Yến")
    payment = pay(statement, staff, LAST_OF_JUNE)
    payee = payment.payee
    payee.legal_name, payee.bank_account = "Tên khác", "999999"
    payee.save()
    kept = statement.payments.get()
    assert (kept.legal_name, kept.bank_account) == ("Nguyễn Thị Hải Yến", "0011001234567")
    assert (kept.tax_code, kept.bank_name) == ("0123456789", "Vietcombank, chi nhánh Hà Nội")


def test_one_payment_a_person_and_the_ledger(unit, staff):
    make_payee(unit=unit)
    make_payee(unit=unit, pen_name="Thu Hà")
    authors = [(None, "Hải Yến", 50), (None, "Thu Hà", 50)]
    for amount in (4_000_001, 1_000_000):
        make_graded_piece(unit, amount=amount, authors=authors, used_on=JUNE)
    statement = make_statement(staff, state="paid", month=JUNE, now=noon(LAST_OF_JUNE))
    sums = statement.payments.values_list("legal_name", "gross", "tax", "net")
    assert list(sums) == [
        ("Hải Yến", 2_500_001, 250_000, 2_250_001),
        ("Thu Hà", 2_500_000, 250_000, 2_250_000),
    ]
    entries = LedgerEntry.objects.filter(payment__isnull=False)
    assert list(entries.values_list("kind", "payment__legal_name", "amount")) == [
        ("tax_withheld", "Hải Yến", 250_000),
        ("paid", "Hải Yến", 2_250_001),
        ("tax_withheld", "Thu Hà", 250_000),
        ("paid", "Thu Hà", 2_250_000),
    ]


def test_settled_person_gets_a_payment_of_nothing_without_account(unit, staff):
    first = approved(unit, staff, amount=1_000_000, bank_account="")
    grade = first.lines.get().share.grade
    grade_anew(grade, amount=1_000_000)
    second = make_statement(staff, state="approved", month=JULY, now=noon(FIRST_OF_JULY))
    payment = pay(second, staff, FIRST_OF_JULY)
    assert (payment.gross, payment.tax, payment.net) == (0, 0, 0)
    assert LedgerEntry.objects.get(payment=payment).amount == 0


def test_repeated_payment_on_another_day_is_refused(unit, staff):
    statement = approved(unit, staff, amount=100)
    pay(statement, staff, LAST_OF_JUNE)
    with pytest.raises(StatementRefused, match="on another day"):
        pay(statement, staff, FIRST_OF_JULY)


def test_pays_with_as_many_queries_for_many_people(unit, staff, count_queries):
    def measured(people: int) -> int:
        for number in range(people):
            name = f"Tác giả {people}-{number}"
            make_payee(unit=unit, pen_name=name)
            make_graded_piece(unit, amount=9_000_000, authors=[(None, name, 100)], used_on=JUNE)
        statement = make_statement(staff, state="approved", month=JUNE, now=noon(LAST_OF_JUNE))
        user = type(staff["finance"]).objects.get(pk=staff["finance"].pk)
        return count_queries(
            lambda: statements.pay(
                statement_id=statement.pk, user=user, paid_on=LAST_OF_JUNE, now=noon(LAST_OF_JUNE)
            )
        )

    assert measured(1) == measured(3)
