"""The national report of a period: what it says, whatever file it is written to."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core.days import day_of
from units.indicators import IndicatorKind

from .amended import amended_rows
from .charts import bands_chart, shares_chart
from .document import Grid, Heading, OfficialDocument, Part, Signature, Text
from .letterhead import (
    confederation,
    number_of,
    place_and_day,
    propaganda_department,
    report_title,
)
from .national_annexes import annexes
from .ranking import Ranking, rankings
from .reading import National
from .totals import Comparison, comparisons, totals_of_kind
from .wording import (
    counted,
    official_day,
    period_in_text,
    shown_change,
    shown_value,
)


def national_document(national: National, *, now: datetime) -> OfficialDocument:
    """Return the report as it stands at `now`; no query."""
    day = official_day(day_of(now))
    standing = "" if national.is_frozen else _("Not frozen: figures as of %(day)s") % {"day": day}
    return OfficialDocument(
        language=get_language() or "vi",
        above=confederation(),
        issuer=propaganda_department(),
        number=number_of("BTG"),
        place_and_day=place_and_day(_("Hanoi"), day),
        title=report_title(),
        subject=_("on what units did on the portal in %(period)s")
        % {"period": period_in_text(national.period)},
        standing=standing,
        parts=list(_parts(national, now)),
        signature=Signature(_("HEAD OF THE DEPARTMENT")),
        recipients=[
            _("Standing board of the Presidium (to report);"),
            _("Office of the Confederation;"),
            _("Archive: office, department."),
        ],
        footer=_footer(national),
        author=propaganda_department(),
    )


def _footer(national: National) -> str:
    """Return what binds the paper to the frozen figures."""
    if not national.is_frozen:
        return _("Not frozen")
    return _("Frozen figures, SHA-256 %(digest)s") % {"digest": national.period.digest}


def _parts(national: National, now: datetime) -> Iterator[Part]:
    compared = comparisons(national)
    yield Heading(_("I. Reports received"))
    yield from _received(national, now)
    yield Heading(_("II. Results of the whole country"))
    yield from (Text(_sentence(national, one)) for one in compared if one.now.units)
    yield _totals_grid(national, compared)
    yield from _comparison_notes(national)
    if chart := shares_chart(national, compared):
        yield chart
    yield Heading(_("III. By kind of unit"))
    yield _kinds_grid(national)
    if chart := bands_chart(national):
        yield chart
    yield from _ranking_parts(national)
    yield from _amendment_parts(national)
    yield from annexes(national)


def _comparison_notes(national: National) -> Iterator[Text]:
    """Give what must be known of the half-year before."""
    if national.previous and national.is_before_amended:
        period = period_in_text(national.previous)
        yield Text(_("The figures of %(period)s are as amended since.") % {"period": period})
    if national.reorganised:
        count = counted(len(national.reorganised))
        yield Text(
            _("%(count)s units were reorganised since; annex IV names what they come from.")
            % {"count": count}
        )


def _received(national: National, now: datetime) -> Iterator[Text]:
    yield Text(
        _(
            "By %(day)s, %(reported)s of %(units)s units had reported on %(period)s; the reports"
            " of %(accepted)s of them were accepted."
        )
        % {
            "day": official_day(day_of(national.period.frozen_at or now)),
            "reported": counted(len(national.reported)),
            "units": counted(len(national.lines)),
            "period": period_in_text(national.period),
            "accepted": counted(len(national.accepted)),
        }
    )
    if national.missing:
        yield Text(
            _("%(count)s units have not reported; annex II names them.")
            % {"count": counted(len(national.missing))}
        )
    yield Text(_figures_note(national))


def _figures_note(national: National) -> str:
    whole = _("Figures are counted by the portal for every unit, whether it has reported or not.")
    if national.is_frozen and national.period.frozen_at:
        day = official_day(day_of(national.period.frozen_at))
        frozen = _("They were frozen on %(day)s; later changes of data do not touch them.")
        return f"{whole} {frozen % {'day': day}}"
    return f"{whole} {_('The period is not frozen: they may still change.')}"


def _sentence(national: National, one: Comparison) -> str:
    """Return what an indicator says in one sentence, with the change where there is one."""
    kind = one.column.kind
    text = _("%(label)s: %(value)s; the unit in the middle has %(median)s.") % {
        "label": one.column.label,
        "value": shown_value(one.now.value, kind),
        "median": shown_value(one.now.median, kind),
    }
    if one.change is None or national.previous is None:
        return text
    change = _("Against %(period)s: %(change)s.") % {
        "period": period_in_text(national.previous),
        "change": shown_change(one.change, kind),
    }
    return f"{text} {change}"


def _totals_grid(national: National, compared: Sequence[Comparison]) -> Grid:
    before = period_in_text(national.previous) if national.previous else _("The period before")
    return Grid(
        caption=_("Table 1. Results of the whole country"),
        headings=[
            _("No."),
            _("Indicator"),
            _("This period"),
            capfirst(before),
            pgettext("figures", "Change"),
            _("Unit in the middle"),
        ],
        rows=[
            [
                str(number),
                one.column.label,
                shown_value(one.now.value, one.column.kind),
                shown_value(one.before.value if one.before else None, one.column.kind),
                shown_change(one.change, one.column.kind),
                shown_value(one.now.median, one.column.kind),
            ]
            for number, one in enumerate(compared, start=1)
        ],
        widths=[6, 34, 14, 15, 19, 12],
        numbers=frozenset({2, 3, 4, 5}),
    )


def _kinds_grid(national: National) -> Grid:
    shares = [one for one in national.columns if one.kind == IndicatorKind.SHARE]
    rows = []
    for kind in national.kinds:
        lines = [line for line in national.lines if line.report.unit_kind == kind]
        totals = totals_of_kind(national, kind)
        shown = [shown_value(totals[one.code].value, one.kind) for one in shares]
        reported = sum(line.has_reported for line in lines)
        rows.append([lines[0].kind_label, str(len(lines)), str(reported), *shown])
    return Grid(
        caption=_("Table 2. Shares by kind of unit"),
        headings=[
            _("Kind of unit"),
            _("Number of units"),
            _("Reported"),
            *(one.label for one in shares),
        ],
        rows=rows,
        widths=[24, 9, 11, *(14 for _share in shares)],
        numbers=frozenset(range(1, 3 + len(shares))),
        is_compact=True,
    )


def _ranking_parts(national: National) -> Iterator[Part]:
    found = rankings(national)
    if found:
        yield Heading(_("IV. Units that lead, units that fall behind"))
    for number, one in enumerate(found, start=3):
        yield _ranking_grid(one, number)
        yield from (Text(text) for text in more_of(one))


def _ranking_grid(ranking: Ranking, number: int) -> Grid:
    kind = ranking.column.kind
    rows = []
    for place in range(max(len(ranking.best), len(ranking.weakest))):
        cells = [str(place + 1)]
        for side in (ranking.best, ranking.weakest):
            if place < len(side):
                line, value = side[place]
                cells += [line.name, shown_value(value, kind)]
            else:
                cells += ["", ""]
        rows.append(cells)
    return Grid(
        caption=_("Table %(number)s. %(label)s")
        % {"number": number, "label": ranking.column.label},
        headings=[_("No."), _("Highest"), _("Share"), _("Lowest"), _("Share")],
        rows=rows,
        widths=[6, 34, 13, 34, 13],
        numbers=frozenset({2, 4}),
    )


def more_of(ranking: Ranking) -> list[str]:
    """Return how many units more share the last place shown at either end."""
    texts = []
    kind = ranking.column.kind
    sides = (
        (ranking.best, ranking.more_best, _("%(count)s more units have %(value)s, too.")),
        (ranking.weakest, ranking.more_weakest, _("%(count)s more units have only %(value)s.")),
    )
    for side, more, text in sides:
        if more:
            value = shown_value(side[-1][1], kind)
            texts.append(text % {"count": counted(more), "value": value})
    return texts


def _amendment_parts(national: National) -> Iterator[Part]:
    rows = amended_rows(national)
    if not rows:
        return
    yield Heading(_("V. Amended after the freezing"))
    yield Text(_("The figures above are as frozen; what was amended afterwards stands here."))
    yield Grid(
        caption=_("Amendments"),
        headings=[_("Unit"), _("Indicator"), _("As frozen"), _("Amended to"), _("Reason")],
        rows=[[one.name, one.label, one.frozen, one.amended, one.reason] for one in rows],
        widths=[26, 24, 12, 12, 26],
        numbers=frozenset({2, 3}),
        is_compact=True,
    )
