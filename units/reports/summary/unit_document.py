"""A unit's own report as an official document: figures, evaluation, signature."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.days import day_of

from ..comparing import Before, before_of
from ..enums import ContestState, PeriodState, ReportState
from ..models import (
    FigureContest,
    HalfYearReport,
    ReportAmendment,
    ReportFigure,
    ReportHeading,
    ReportPeriod,
)
from ..queries import Likeness, like_units
from ..rules import SENT
from .document import Annex, Grid, Heading, OfficialDocument, Part, Signature, Text
from .letterhead import confederation, day_to_fill_in, number_of, place_and_day, report_title
from .reading import columns_of
from .wording import official_day, period_in_text, shown_figure, shown_score, shown_value


@dataclass(frozen=True)
class OwnReport:
    """All that a unit's report says; texts by heading in the department's order."""

    report: HalfYearReport
    figures: dict[str, ReportFigure]
    before: Before
    likes: dict[str, Likeness]
    texts: list[tuple[ReportHeading, str]]
    contests: list[FigureContest]


def read_own_report(report: HalfYearReport) -> OwnReport:
    """Return a report with what belongs to it; eleven queries at most."""
    period = report.period
    texts = dict(report.sections.order_by().values_list("heading_id", "text"))
    return OwnReport(
        report=report,
        figures={one.indicator: one for one in report.figures.all()},
        before=before_of(report),
        likes=like_units(report),
        texts=[(one, texts.get(one.pk, "")) for one in period.headings.all()],
        contests=list(report.contests.filter(state=ContestState.CORRECTED)),
    )


def unit_document(own: OwnReport, *, now: datetime) -> OfficialDocument:
    """Return the report as an official document; a draft says that it is one. One query."""
    report, period = own.report, own.report.period
    signed_at = report.signed_at
    day = official_day(day_of(signed_at)) if signed_at else day_to_fill_in(day_of(now).year)
    return OfficialDocument(
        language=get_language() or "vi",
        above=confederation(),
        issuer=report.unit_name.upper(),
        number=number_of(),
        place_and_day=place_and_day("", day),
        title=report_title(),
        subject=_("on our work on the portal in %(period)s") % {"period": period_in_text(period)},
        standing=_standing(report),
        parts=list(_parts(own)),
        signature=_signature(report),
        recipients=[_("Propaganda department of the Confederation;"), _("Archive: office.")],
        footer=_footer(period),
        author=report.unit_name,
    )


def _standing(report: HalfYearReport) -> str:
    if report.state in SENT:
        return ""
    return _("DRAFT: not signed off")


def _footer(period: ReportPeriod) -> str:
    if period.state != PeriodState.FROZEN:
        return _("Not frozen")
    return _("Frozen figures, SHA-256 %(digest)s") % {"digest": period.digest}


def _signature(report: HalfYearReport) -> Signature:
    capacity = _("LEADER OF THE UNIT")
    if not report.signed_by_id or report.signed_at is None:
        return Signature(capacity)
    name = report.signed_by.get_full_name() or report.signed_by.get_username()
    day = official_day(day_of(report.signed_at))
    return Signature(capacity, name, _("Signed off on the portal, %(day)s") % {"day": day})


def _parts(own: OwnReport) -> Iterator[Part]:
    yield Heading(_("I. Figures"))
    yield _figures_grid(own)
    yield from _remarks(own)
    for contest in own.contests:
        yield Text(_corrected(own, contest))
    yield Heading(_("II. The unit's own evaluation"))
    for heading, text in own.texts:
        is_english = get_language() == "en" and heading.text_en
        yield Heading(heading.text_en if is_english else heading.text_vi, level=2)
        paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
        yield from (Text(line) for line in paragraphs or [_("(nothing written)")])
    yield from _afterwards(own)


def _afterwards(own: OwnReport) -> Iterator[Part]:
    """Give what came after the unit's signature, on a page of its own below it."""
    amendments = list(own.report.amendments.all())
    if own.report.state != ReportState.ACCEPTED and not amendments:
        return
    yield Annex(_("Annex"), _("What the Propaganda department adds to the report"))
    if own.report.state == ReportState.ACCEPTED:
        yield from _assessment(own.report)
    if amendments:
        yield Heading(_("Amended after the freezing"))
        yield from (Text(text) for one in amendments for text in _amended(own, one))


def _figures_grid(own: OwnReport) -> Grid:
    previous = own.before.period
    before = period_in_text(previous) if previous else _("The period before")
    rows = []
    for number, column in enumerate(columns_of({0: own.figures}), start=1):
        like = own.likes.get(column.code)
        rank = f"{like.rank}/{like.count}" if like and like.rank else shown_value(None, column.kind)
        rows.append(
            [
                str(number),
                column.label,
                shown_figure(own.figures[column.code]),
                shown_figure(own.before.figures.get(column.code)),
                shown_value(like.shown_median if like else None, column.kind),
                rank,
            ]
        )
    return Grid(
        caption=_("Figures of the unit"),
        headings=[
            _("No."),
            _("Indicator"),
            _("This period"),
            capfirst(before),
            _("Middle of like units"),
            _("Rank among like units"),
        ],
        rows=rows,
        widths=[6, 34, 19, 19, 12, 10],
        numbers=frozenset({2, 3, 4, 5}),
    )


def _remarks(own: OwnReport) -> Iterator[Text]:
    """Give below the table what must be known of figures before: its cells hold numbers alone."""
    if own.before.note:
        yield Text(own.before.note)
    for column in columns_of({0: own.figures}):
        before = own.before.figures.get(column.code)
        if before and before.remark:
            values = {"label": column.label, "remark": before.remark}
            yield Text(_("%(label)s, the period before: %(remark)s.") % values)


def _corrected(own: OwnReport, contest: FigureContest) -> str:
    figure = own.figures.get(contest.indicator)
    kind = figure.kind if figure else ""
    label = _label(figure) if figure else contest.indicator
    return _(
        "%(label)s was corrected from %(before)s to %(after)s after the unit contested it:"
        " %(reply)s"
    ) % {
        "label": label,
        "before": shown_value(contest.shown, kind),
        "after": shown_value(contest.corrected_to, kind),
        "reply": contest.reply,
    }


def _assessment(report: HalfYearReport) -> Iterator[Text]:
    day = official_day(day_of(report.accepted_at)) if report.accepted_at else ""
    yield Text(
        _("Accepted on %(day)s. Score: %(score)s of 100.")
        % {"day": day, "score": shown_score(report.score)}
    )
    if report.score_note:
        yield Text(report.score_note)


def _amended(own: OwnReport, one: ReportAmendment) -> Iterator[str]:
    day, figure = official_day(day_of(one.made_at)), own.figures.get(one.indicator)
    if figure is not None:
        yield _("%(day)s: %(label)s from %(before)s to %(after)s. %(reason)s") % {
            "day": capfirst(day),
            "label": _label(figure),
            "before": shown_value(one.frozen, figure.kind),
            "after": shown_value(one.amended, figure.kind),
            "reason": one.reason,
        }
    if one.text:
        yield f"{capfirst(day)}: {one.text}"


def _label(figure: ReportFigure) -> str:
    return columns_of({0: {figure.indicator: figure}})[0].label
