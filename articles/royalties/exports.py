"""Files of a statement for the bank, the tax office and the desk."""

from datetime import date

from django.utils.translation import gettext as _

from articles.enums import StatementState
from articles.models import RoyaltyStatement, StatementPayment
from articles.royalties.payments import planned_payments
from articles.royalties.queries import statement_lines
from core.text import fold
from core.workbooks import Cell, workbook


def file_name(kind: str, statement: RoyaltyStatement, ending: str) -> str:
    """Return a name of plain ASCII for a file of a statement."""
    month = f"{statement.month:%Y-%m}"
    return f"{kind}-{statement.desk.code}-{month}-{statement.number}.{ending}"


def bank_list(statement: RoyaltyStatement, payments: list[StatementPayment]) -> bytes:
    """Return what the bank transfers; people to whom nothing goes are left out."""
    remark = fold(
        _("Royalty %(month)s, %(desk)s, statement %(number)s")
        % {
            "month": f"{statement.month:%m/%Y}",
            "desk": statement.desk,
            "number": statement.number,
        }
    )
    remark = remark.upper()
    transfers = [one for one in payments if one.net]
    rows: list[list[Cell]] = [
        [number, one.legal_name, one.bank_account, one.bank_name, one.net, remark]
        for number, one in enumerate(transfers, start=1)
    ]
    rows.append([None, _("Total"), None, None, sum(one.net for one in transfers), None])
    headings = [
        _("No."),
        _("Legal name"),
        _("Bank account"),
        _("Bank and branch"),
        _("Paid out (đồng)"),
        _("Remark"),
    ]
    return workbook(_("Bank list"), headings, rows, widths=[6, 32, 22, 40, 18, 48])


def tax_list(statement: RoyaltyStatement, payments: list[StatementPayment]) -> bytes:
    """Return what was withheld from whom, by which rule and how sure its source is."""
    rows: list[list[Cell]] = [
        [
            number,
            one.legal_name,
            one.tax_code,
            one.payee.get_residence_display(),
            _("Yes") if one.payee.commitment_year == one.paid_on.year else "",
            one.paid_on,
            one.gross,
            one.tax_rule.rate_percent if one.tax_rule and one.tax else None,
            one.tax,
            one.net,
            one.tax_rule.source if one.tax_rule else "",
            one.tax_rule.get_confidence_display() if one.tax_rule else "",
        ]
        for number, one in enumerate(payments, start=1)
    ]
    sums = [sum(getattr(one, name) for one in payments) for name in ("gross", "tax", "net")]
    empty: list[Cell] = [None] * 4
    total: list[Cell] = [None, _("Total"), *empty, sums[0], None, sums[1], sums[2], None, None]
    rows.append(total)
    headings = [
        _("No."),
        _("Legal name"),
        _("Tax code"),
        _("Residence"),
        _("Commitment on file"),
        _("Paid on"),
        _("Before tax (đồng)"),
        _("Rate (%)"),
        _("Tax (đồng)"),
        _("Paid out (đồng)"),
        _("Source"),
        _("Certainty"),
    ]
    widths = [6, 32, 18, 14, 16, 14, 18, 10, 16, 18, 48, 20]
    return workbook(_("Tax list"), headings, rows, widths=widths)


def line_list(statement: RoyaltyStatement) -> bytes:
    """Return the lines of a statement by person, without bank accounts and tax codes."""
    rows: list[list[Cell]] = [
        [
            line.position,
            line.payee.legal_name,
            line.share.pen_name,
            line.share.get_role_display(),
            line.share.grade.contribution.title,
            line.share.grade.contribution.unit.name_vi,
            line.share.grade.published_on,
            str(line.share.grade.genre),
            line.share.grade.coefficient,
            line.share.percent,
            line.get_kind_display(),
            line.amount,
        ]
        for line in statement_lines(statement)
    ]
    empty: list[Cell] = [None] * 9
    rows.append([None, _("Total"), *empty, statement.total])
    headings = [
        _("No."),
        _("Legal name"),
        _("Pen name"),
        _("Contributed"),
        _("Title"),
        _("Unit"),
        _("Published on"),
        _("Genre"),
        _("Coefficient"),
        _("Share (%)"),
        _("Kind"),
        _("Amount (đồng)"),
    ]
    widths = [6, 30, 24, 14, 60, 36, 14, 20, 10, 12, 14, 18]
    return workbook(_("Lines"), headings, rows, widths=widths)


def payments_on(statement: RoyaltyStatement, paid_on: date | None) -> list[StatementPayment]:
    """Return the payments that were made, or those of a day that finance looks at before.

    None at all before the approval, or without a day. Raises `PaymentImpossible`.
    """
    if statement.state == StatementState.PAID:
        return list(statement.payments.select_related("payee", "tax_rule"))
    if statement.state != StatementState.APPROVED or paid_on is None:
        return []
    return planned_payments(statement=statement, paid_on=paid_on)
