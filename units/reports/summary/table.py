"""All units by all indicators on the screen: filtered and sorted by what the address asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from units.enums import UnitKind

from ..models import ReportAmendment
from .reading import Line, National
from .wording import shown_score, shown_value

NAME, SCORE = "name", "score"


class Standing(TextChoices):
    """Which units are listed, by their report."""

    REPORTED = "reported", _("Reported")
    ACCEPTED = "accepted", _("Accepted")
    MISSING = "missing", _("Not reported")


class TableForm(forms.Form):
    """What the table shows; anything unknown shows all, by name."""

    kind = forms.ChoiceField(
        label=_("Kind of unit"),
        choices=[("", pgettext_lazy("kinds of unit", "All")), *UnitKind.choices],
        required=False,
    )
    standing = forms.ChoiceField(
        label=_("Report"),
        choices=[("", pgettext_lazy("states of reports", "All")), *Standing.choices],
        required=False,
    )
    sort = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    order = forms.ChoiceField(
        required=False, choices=[("asc", "asc"), ("desc", "desc")], widget=forms.HiddenInput
    )

    def chosen(self, name: str) -> str:
        """Return a valid choice, or nothing."""
        self.full_clean()
        return self.cleaned_data.get(name) or ""


@dataclass(frozen=True)
class Head:
    """A heading: where a click leads, and how the table is sorted by it now, if it is."""

    label: str
    url: str
    direction: str
    hint: str = ""


@dataclass(frozen=True)
class ShownCell:
    """A figure in words; `amended` tells what it was amended to after the freezing."""

    label: str
    shown: str
    part: str = ""
    amended: str = ""


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    line: Line
    score: str
    cells: Sequence[ShownCell]


@dataclass(frozen=True)
class Table:
    """The whole table, ready to be shown."""

    name: Head
    score: Head
    heads: Sequence[Head]
    rows: Sequence[Row]


def table_of(national: National, form: TableForm) -> Table:
    """Return the table that a form asks for; no query."""
    sort, order = form.chosen("sort"), form.chosen("order")
    known = {NAME, SCORE, *(column.code for column in national.columns)}
    sort = sort if sort in known else ""
    lines = sorted_lines(_filtered(national, form), sort, is_falling=order == "desc")

    def head(code: str, label: str, hint: str = "") -> Head:
        is_sorted = sort == code
        first = "asc" if code == NAME else "desc"
        turned = "asc" if order == "desc" else "desc"
        query = {
            "kind": form.chosen("kind"),
            "standing": form.chosen("standing"),
            "sort": code,
            "order": turned if is_sorted else first,
        }
        url = f"?{urlencode({name: value for name, value in query.items() if value})}#units"
        direction = {"desc": "descending"}.get(order, "ascending") if is_sorted else ""
        return Head(label, url, direction, hint)

    return Table(
        name=head(NAME, str(_("Unit"))),
        score=head(SCORE, str(_("Score"))),
        heads=[head(one.code, one.label, str(one.formula)) for one in national.columns],
        rows=[_row(line, national) for line in lines],
    )


def sorted_lines(lines: Sequence[Line], sort: str, *, is_falling: bool) -> list[Line]:
    """Return lines by one figure, those without it last in either direction; by name as they are.

    The given order, by kind and name, decides between equals.
    """
    if sort in ("", NAME):
        return list(reversed(lines)) if is_falling else list(lines)
    known = [line for line in lines if _value(line, sort) is not None]
    unknown = [line for line in lines if _value(line, sort) is None]
    sign = -1 if is_falling else 1
    return sorted(known, key=lambda line: sign * (_value(line, sort) or Decimal(0))) + unknown


def _value(line: Line, sort: str) -> Decimal | None:
    return line.report.score if sort == SCORE else line.value(sort)


def _filtered(national: National, form: TableForm) -> list[Line]:
    kind, standing = form.chosen("kind"), form.chosen("standing")
    by_standing: dict[Any, list[Line]] = {
        Standing.REPORTED: national.reported,
        Standing.ACCEPTED: national.accepted,
        Standing.MISSING: national.missing,
    }
    lines = by_standing.get(standing, national.lines)
    return [line for line in lines if not kind or line.report.unit_kind == kind]


def _row(line: Line, national: National) -> Row:
    cells = [
        _cell(line, column.code, column.label, line.amendments.get(column.code))
        for column in national.columns
    ]
    return Row(line, shown_score(line.report.score), cells)


def _cell(line: Line, code: str, label: str, amendment: ReportAmendment | None) -> ShownCell:
    figure = line.figures.get(code)
    if figure is None:
        return ShownCell(label, shown_value(None, ""))
    is_counted = figure.whole is not None and figure.counted is None
    part = f"{figure.part}/{figure.whole}" if is_counted else ""
    amended = shown_value(amendment.amended, figure.kind) if amendment else ""
    return ShownCell(label, shown_value(figure.value, figure.kind), part, amended)
