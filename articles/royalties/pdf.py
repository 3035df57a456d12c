"""A statement as an official Vietnamese table: drawn in Vietnamese whoever asks for it.

Source of the form: Decree 30/2020/NĐ-CP, appendix I (head of a document, signatures).
"""

from io import BytesIO

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import (
    Flowable,
    KeepTogether,
    LongTable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from articles.enums import StatementState, StatementStepKind
from articles.grading.explaining import plain
from articles.models import RoyaltyStatement, StatementLine
from articles.royalties.pdf_pages import (
    BOLD,
    CENTRED,
    HEAD,
    LEFT,
    MIDDLE,
    RIGHT,
    NumberedCanvas,
)
from articles.royalties.queries import statement_lines
from articles.royalties.statement_reads import last_entry, short, steps_of
from core.money import grouped, in_words
from core.print_type import shown

PAGE = landscape(A4)
MARGIN = 15 * mm
COLUMNS = [10 * mm, 52 * mm, 98 * mm, 31 * mm, 18 * mm, 20 * mm, 38 * mm]
SIGNATURE = 22 * mm


def statement_pdf(statement: RoyaltyStatement) -> bytes:
    """Return the document; its lines in their order, head repeated on every page."""
    buffer = BytesIO()
    with override("vi"):
        document = SimpleDocTemplate(
            buffer,
            pagesize=PAGE,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=MARGIN,
            bottomMargin=MARGIN + 5 * mm,
            title=_title(statement),
            author=_organisation(),
            lang="vi-VN",
        )
        footer = _footer(statement)
        document.build(
            _story(statement),
            canvasmaker=lambda *args, **kwargs: NumberedCanvas(*args, footer=footer, **kwargs),
        )
    return buffer.getvalue()


def _story(statement: RoyaltyStatement) -> list[Flowable]:
    lines = list(statement_lines(statement))
    return [
        _letterhead(statement),
        Spacer(1, 6 * mm),
        Paragraph(shown(_title(statement)), HEAD),
        Paragraph(shown(_subtitle(statement)), CENTRED),
        Spacer(1, 4 * mm),
        _table(statement, lines),
        Spacer(1, 3 * mm),
        KeepTogether([_words(statement), Spacer(1, 6 * mm), _signatures(statement)]),
    ]


def _organisation() -> str:
    return _("VIETNAM GENERAL CONFEDERATION OF LABOUR")


def _title(statement: RoyaltyStatement) -> str:
    return _("STATEMENT OF ROYALTIES, MONTH %(month)s") % {"month": f"{statement.month:%m/%Y}"}


def _subtitle(statement: RoyaltyStatement) -> str:
    text = _("%(desk)s, statement no. %(number)s") % {
        "desk": statement.desk,
        "number": statement.number,
    }
    if statement.state in (StatementState.APPROVED, StatementState.PAID):
        return text
    return f"{text} – {statement.get_state_display()}"


def _footer(statement: RoyaltyStatement) -> str:
    """Return what binds the paper to the ledger once the statement is approved."""
    entry = last_entry(statement)
    if entry is None:
        return ""
    return _("Ledger entry %(number)s, hash %(hash)s") % {
        "number": entry.sequence,
        "hash": short(entry.entry_hash),
    }


def _letterhead(statement: RoyaltyStatement) -> Table:
    unit = statement.desk.unit
    office = unit.name_vi if unit else str(statement.desk)
    left = [
        Paragraph(shown(_organisation()), CENTRED),
        Paragraph(shown(office.upper()), MIDDLE),
    ]
    right = [
        Paragraph(shown(_("SOCIALIST REPUBLIC OF VIETNAM")), MIDDLE),
        Paragraph(f"<u>{shown(_('Independence – Freedom – Happiness'))}</u>", MIDDLE),
    ]
    table = Table([[left, right]], colWidths=[sum(COLUMNS) / 2] * 2)
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table


def _table(statement: RoyaltyStatement, lines: list[StatementLine]) -> LongTable:
    headings = [
        _("No."),
        _("Payee (pen name)"),
        _("Piece, unit, day of publication"),
        _("Genre"),
        _("Coefficient"),
        _("Share (%)"),
        _("Amount (đồng)"),
    ]
    total = [
        Paragraph(shown(_("Total")), BOLD),
        *[""] * 5,
        Paragraph(f"<b>{grouped(statement.total)}</b>", RIGHT),
    ]
    rows = [[Paragraph(shown(text), MIDDLE) for text in headings]]
    rows += [_row(line) for line in lines]
    table = LongTable([*rows, total], colWidths=COLUMNS, repeatRows=1)
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.93, 0.93, 0.93)),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("SPAN", (0, -1), (-2, -1)),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
    )
    return table


def _row(line: StatementLine) -> list[Paragraph]:
    grade, piece = line.share.grade, line.share.grade.contribution
    name = line.payee.legal_name
    if line.share.pen_name != name:
        name = f"{name} ({line.share.pen_name})"
    day = date_format(grade.published_on, "SHORT_DATE_FORMAT")
    work = f"{piece.title}. {piece.unit.short_name_vi}, {day}"
    if line.reverses_id:
        work = f"{work} – {line.get_kind_display()}"
    return [
        Paragraph(str(line.position), CENTRED),
        Paragraph(shown(name), LEFT),
        Paragraph(shown(work), LEFT),
        Paragraph(shown(str(grade.genre)), LEFT),
        Paragraph(number_format(grade.coefficient, decimal_pos=1), CENTRED),
        Paragraph(number_format(plain(line.share.percent)), CENTRED),
        Paragraph(grouped(line.amount), RIGHT),
    ]


def _words(statement: RoyaltyStatement) -> Paragraph:
    text = shown(_("Amount in words:"))
    return Paragraph(f"{text} <b>{shown(in_words(statement.total))}.</b>", LEFT)


def _signatures(statement: RoyaltyStatement) -> Table:
    """Return four blocks: who drew up, checked, approved and paid, with their days."""
    taken = {one.step: one for one in steps_of(statement)}
    blocks = (
        (StatementStepKind.DRAW_UP, _("DRAWN UP BY")),
        (StatementStepKind.CHECK, _("CHECKED BY")),
        (StatementStepKind.APPROVE, _("APPROVED BY")),
        (StatementStepKind.PAY, _("PAID BY")),
    )
    titles, days, names = [], [], []
    for step, title in blocks:
        done = taken.get(step)
        titles.append(Paragraph(shown(title), MIDDLE))
        days.append(
            Paragraph(
                date_format(timezone.localtime(done.at, timezone.get_default_timezone()), "d/m/Y")
                if done
                else "",
                CENTRED,
            )
        )
        name = (done.user.get_full_name() or done.user.username) if done else ""
        names.append(Paragraph(shown(name), MIDDLE))
    table = Table(
        [titles, days, [""] * 4, names],
        colWidths=[sum(COLUMNS) / 4] * 4,
        rowHeights=[None, None, SIGNATURE, None],
    )
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
    return table
