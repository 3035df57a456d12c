"""A question's figures as one table with bars: the same rows for the page, the file and the API."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ..enums import QuestionKind
from .words import decimal, percent, text_of, whole

Figures = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One line: its label, its count, its share in thousandths; `extra` is a further figure."""

    label: str
    count: int
    share: int | None
    extra: str = ""

    @property
    def percent(self) -> str:
        """Return the share in words."""
        return percent(self.share)

    @property
    def width(self) -> str:
        """Return the length of the bar, as an attribute of a drawing takes it."""
        return f"{(self.share or 0) / 10:.1f}%"

    @property
    def shown_count(self) -> str:
        """Return the count with separators."""
        return whole(self.count)


@dataclass(frozen=True)
class Table:
    """Rows under a caption; `extra_heading` names the further figure, where there is one."""

    caption: str
    rows: list[Row]
    extra_heading: str = ""


@dataclass(frozen=True)
class QuestionShown:
    """A question, who answered it, its tables and figures in words."""

    title: str
    kind: str
    answered: int
    unanswered: int
    tables: list[Table]
    facts: list[tuple[str, str]] = field(default_factory=list)


def question_shown(figures: Figures) -> QuestionShown:
    """Return one question of a count in the active language."""
    title = text_of(figures)
    tables = _TABLES[figures["kind"]](title, figures)
    counts = figures["answered"], figures["unanswered"]
    return QuestionShown(title, figures["kind"], *counts, tables, _facts(figures))


def _options(title: str, figures: Figures) -> list[Table]:
    return [Table(title, [_row(option) for option in figures["options"]])]


def _ranking(title: str, figures: Figures) -> list[Table]:
    rows = [
        Row(text_of(one), one["count"], one["share"], decimal(one["mean_place"]))
        for one in sorted(figures["options"], key=_by_mean)
    ]
    return [Table(title, rows, _("Mean place"))]


def _values(title: str, figures: Figures) -> list[Table]:
    rows = [Row(whole(one["value"]), one["count"], one["share"]) for one in figures["values"]]
    return [Table(title, rows)] if rows else []


def _matrix(title: str, figures: Figures) -> list[Table]:
    return [
        Table(f"{title} – {text_of(row)}", [_row(option) for option in row["options"]])
        for row in figures["rows"]
    ]


def _nothing(title: str, figures: Figures) -> list[Table]:
    return []


def _row(option: Figures) -> Row:
    return Row(text_of(option), option["count"], option["share"])


def _by_mean(option: Figures) -> tuple[bool, float]:
    mean = option["mean_place"]
    return mean is None, float(mean or 0)


def _facts(figures: Figures) -> list[tuple[str, str]]:
    if "median" not in figures or not figures["answered"]:
        return []
    return [
        (_("Mean"), decimal(figures["mean"])),
        (_("Median"), whole(figures["median"])),
        (
            _("Middle half"),
            f"{whole(figures['lower_quarter'])} – {whole(figures['upper_quarter'])}",
        ),
    ]


_TABLES: dict[str, Callable[[str, Figures], list[Table]]] = {
    QuestionKind.SINGLE.value: _options,
    QuestionKind.MULTIPLE.value: _options,
    QuestionKind.RANKING.value: _ranking,
    QuestionKind.SCALE.value: _values,
    QuestionKind.NUMBER.value: _values,
    QuestionKind.MATRIX.value: _matrix,
    QuestionKind.TEXT.value: _nothing,
}
