"""Lists of used pieces: to grade, graded, all."""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from articles.grading.deadlines import age_of
from articles.grading.explaining import dong
from articles.grading.queries import gradeable, ungraded, with_current_grade, without_own
from articles.grading.rates import published_on
from articles.models import Contribution, Genre
from articles.queue import boards_of
from articles.views import pictures, words
from units.choosing import UnitFilter
from units.models import Unit

MONTHS_OFFERED = 24


def _units(request) -> QuerySet[Unit]:
    shown = gradeable(boards_of(request.user)).order_by().values("unit_id")
    return Unit.objects.filter(pk__in=shown).order_by("sort_name")


def _months() -> list[tuple[str, str]]:
    """Return the last months as (first day, name), the present one first."""
    today = timezone.localtime(timezone.now(), timezone.get_default_timezone()).date()
    count = today.year * 12 + today.month - 1
    months = [divmod(count - back, 12) for back in range(MONTHS_OFFERED)]
    return [(f"{year}-{month + 1:02d}", f"{month + 1:02d}/{year}") for year, month in months]


class GradeFilterSet(WagtailFilterSet):
    """Filters by unit, genre and month of publication."""

    unit = UnitFilter(label=_("Unit"), queryset=_units)
    genre = django_filters.ModelChoiceFilter(
        label=_("Genre"), queryset=Genre.objects.filter(is_offered=True)
    )
    month = django_filters.ChoiceFilter(
        label=_("Month of publication"), choices=_months, method="filter_month"
    )

    class Meta:
        model = Contribution
        fields = ["unit", "genre"]

    def filter_month(self, queryset, name, value):
        """Keep what was published in a month of the portal's own calendar."""
        year, month = (int(part) for part in value.split("-"))
        zone = timezone.get_default_timezone()
        begin = datetime(year, month, 1, tzinfo=zone)
        after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
        return queryset.filter(used_at__gte=begin, used_at__lt=after)


def _age(piece: Contribution):
    """Return the days since publication, marked when a term is near."""
    today = timezone.localtime(timezone.now(), timezone.get_default_timezone()).date()
    age = age_of(published_on=published_on(piece), today=today)
    if not age.level:
        return age.text
    return format_html('<span class="grading-age grading-age--{}">{}</span>', age.level, age.text)


def _current(piece: Any):
    return piece.current_grades[0] if piece.current_grades else None


def _coefficient(piece: Contribution):
    grade = _current(piece)
    if grade is None:
        return ""
    return gettext("Void") if grade.is_void else grade.coefficient


def _amount(piece: Contribution) -> str:
    grade = _current(piece)
    return gettext("%(amount)s đồng") % {"amount": dong(grade.amount)} if grade else ""


def _grade_or_age(piece: Contribution):
    return _amount(piece) if _current(piece) else _age(piece)


PIECE_COLUMNS = [
    TitleColumn("title", label=_("Title"), get_url=lambda piece: sheet_url(piece)),
    Column("unit", label=_("Unit"), accessor="unit.short_name_vi"),
    Column("genre", label=_("Genre")),
    Column("published", label=_("Published on"), accessor=published_on),
]
MEASURES = [
    Column("placement", label=_("Placement"), accessor="get_placement_display"),
    Column("word_count", label=_("Words"), accessor=words),
    Column("picture_count", label=_("Pictures"), accessor=pictures),
]


def sheet_url(piece: Contribution) -> str:
    """Return the address of a piece's grade sheet."""
    return reverse("grade_sheet", args=[piece.pk])


class WaitingGradesView(ReportView):
    """Used pieces of the account's desks that nobody has graded, the oldest first."""

    model = Contribution
    page_title = _("Grades")
    header_icon = "pick"
    template_name = "articles/grading/list.html"
    results_template_name = "articles/grading/list_results.html"
    filterset_class = GradeFilterSet
    table_classname = "listing portal-stack"
    index_url_name = "grades"
    index_results_url_name = "grades_results"
    no_results_message = _("Every used piece is graded.")
    columns = [*PIECE_COLUMNS, *MEASURES, Column("age", label=_("Term of 60 days"), accessor=_age)]

    def dispatch(self, request, *args, **kwargs):
        """Let in people of a desk and those who approve its statements."""
        if not self.desks:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def desks(self):
        """Return the desks whose grades the account reads."""
        return boards_of(self.request.user)

    def get_base_queryset(self) -> QuerySet[Contribution]:
        """Return the pieces of the tab without the account's own; constant queries."""
        pieces = without_own(gradeable(self.desks), self.request.user)
        return self.of_tab(with_current_grade(pieces.select_related("unit", "genre")))

    def of_tab(self, pieces: QuerySet[Contribution]) -> QuerySet[Contribution]:
        """Keep what belongs to this tab."""
        return pieces.filter(ungraded())

    def order_queryset(self, queryset):
        """Keep the oldest first."""
        return queryset

    def get_context_data(self, **kwargs):
        """Add the tabs."""
        return super().get_context_data(**kwargs) | {"tabs": list(self._tabs())}

    def _tabs(self):
        for view in (WaitingGradesView, GradedView, AllGradesView):
            yield {
                "label": view.tab_label,
                "url": reverse(view.index_url_name),
                "is_current": view.index_url_name == self.index_url_name,
            }

    tab_label = _("To grade")


class GradedView(WaitingGradesView):
    """Graded pieces with the grade that counts."""

    tab_label = _("Graded")
    index_url_name = "grades_graded"
    index_results_url_name = "grades_graded_results"
    no_results_message = _("No piece is graded yet.")
    columns = [
        *PIECE_COLUMNS,
        Column("coefficient", label=_("Coefficient"), accessor=_coefficient),
        Column("amount", label=_("Royalty"), accessor=_amount),
    ]

    def of_tab(self, pieces: QuerySet[Contribution]) -> QuerySet[Contribution]:
        """Keep what has a grade, a void one too."""
        return pieces.exclude(ungraded())


class AllGradesView(WaitingGradesView):
    """All used pieces."""

    tab_label = _("All")
    index_url_name = "grades_all"
    index_results_url_name = "grades_all_results"
    no_results_message = _("No piece has been used yet.")
    columns = [
        *PIECE_COLUMNS,
        *MEASURES,
        Column("grade", label=_("Grade"), accessor=_grade_or_age),
    ]

    def of_tab(self, pieces: QuerySet[Contribution]) -> QuerySet[Contribution]:
        """Keep all."""
        return pieces
