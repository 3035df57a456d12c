"""What each person of a statement is paid on a day, after tax."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from articles.enums import LedgerKind
from articles.models import Payee, RoyaltyStatement, StatementPayment, TaxRule
from articles.royalties import tax
from articles.royalties.errors import PaymentImpossible
from articles.royalties.ledger import Posting


def planned_payments(*, statement: RoyaltyStatement, paid_on: date) -> list[StatementPayment]:
    """Return the unsaved payments of a statement if it were paid on a day, by legal name.

    One for each person of the statement; nothing is transferred where reversals take back all
    that was earned. Raises `PaymentImpossible` when a tax rule is missing.
    """
    sums: dict[Payee, int] = defaultdict(int)
    for line in statement.lines.filter(is_released=False).select_related("payee"):
        sums[line.payee] += line.amount
    in_force = tax.rules_on(paid_on)
    return [
        _payment(statement, payee, gross, paid_on, in_force)
        for payee, gross in sorted(sums.items(), key=lambda item: (item[0].legal_name, item[0].pk))
    ]


def _payment(
    statement: RoyaltyStatement,
    payee: Payee,
    gross: int,
    paid_on: date,
    in_force: dict[str, TaxRule],
) -> StatementPayment:
    withheld = tax.withhold(gross=gross, payee=payee, paid_on=paid_on, rules=in_force)
    return StatementPayment(
        statement=statement,
        payee=payee,
        paid_on=paid_on,
        gross=gross,
        tax=withheld.tax,
        net=withheld.net,
        tax_rule=withheld.rule,
        legal_name=payee.legal_name,
        tax_code=payee.tax_code,
        bank_name=payee.bank_name,
        bank_account=payee.bank_account,
    )


def refuse_without_account(payments: list[StatementPayment]) -> None:
    """Raise `PaymentImpossible` naming everybody whose money has nowhere to go."""
    lacking = [one.legal_name for one in payments if one.net and not one.bank_account]
    if lacking:
        raise PaymentImpossible(
            _("These people have no bank account yet: %(names)s.") % {"names": ", ".join(lacking)}
        )


def postings_of(payments: list[StatementPayment]) -> list[Posting]:
    """Return what the ledger records of payments: tax where there is some, then what is paid."""
    postings = []
    for payment in payments:
        names = (payment.payee_id, payment.legal_name)
        if payment.tax:
            kind = LedgerKind.TAX_WITHHELD
            postings.append(Posting(kind, payment.tax, *names, payment=payment))
        postings.append(Posting(LedgerKind.PAID, payment.net, *names, payment=payment))
    return postings
