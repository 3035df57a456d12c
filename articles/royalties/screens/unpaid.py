"""Pieces used long ago and not paid wholly, before the legal term passes.

Source of the term: Decree 18/2014/NĐ-CP gives 60 days from publication.
"""

from datetime import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from articles.grading.deadlines import LEGAL
from articles.grading.queries import ungraded
from articles.models import Contribution, Desk
from articles.royalties.queries import LAST_DAY, unpaid_since
from articles.royalties.screens.base import portal_today
from articles.royalties.screens.statement import statement_name
from articles.royalties.statement_reads import sheets_of
from articles.royalties.unpaid_reads import with_progress
from articles.rules import heads_desk, is_editor_in_chief, is_finance
from core.exports import plain_cell
from units.choosing import UnitFilter
from units.models import Unit


def watched_desks(user) -> list[Desk]:
    """Return the desks whose unpaid pieces an account watches: all of them for finance."""
    desks = Desk.objects.order_by("pk")
    return [
        desk
        for desk in desks
        if is_finance(user) or heads_desk(user, desk=desk) or is_editor_in_chief(user, desk=desk)
    ]


def _desks(request) -> QuerySet[Desk]:
    return Desk.objects.filter(pk__in=[desk.pk for desk in watched_desks(request.user)])


class UnpaidFilterSet(WagtailFilterSet):
    """Filters by desk, unit, age and whether the piece is graded."""

    desk = django_filters.ModelChoiceFilter(label=gettext_lazy("Desk"), queryset=_desks)
    unit = UnitFilter(label=gettext_lazy("Unit"), queryset=Unit.objects.order_by("sort_name"))
    graded = django_filters.ChoiceFilter(
        label=gettext_lazy("Grade"),
        choices=[("no", gettext_lazy("Not graded")), ("yes", gettext_lazy("Graded"))],
        method="filter_graded",
    )
    age = django_filters.ChoiceFilter(
        label=gettext_lazy("Term"),
        choices=[("late", gettext_lazy("The 60 days have passed"))],
        method="filter_age",
    )

    class Meta:
        model = Contribution
        fields = ["desk", "unit"]

    def filter_graded(self, queryset, name, value):
        """Keep graded or ungraded pieces."""
        return queryset.exclude(ungraded()) if value == "yes" else queryset.filter(ungraded())

    def filter_age(self, queryset, name, value):
        """Keep what is beyond the legal term."""
        late = unpaid_since(now=timezone.now(), days=LEGAL)
        return queryset.filter(pk__in=late.order_by().values("pk"))


def _term(piece: Any):
    left = piece.progress.days_left
    if left > 0:
        text = ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}
        return format_html('<span class="royalties-doubt royalties-doubt--medium">{}</span>', text)
    text = ngettext("%(count)s day too late", "%(count)s days too late", -left) % {"count": -left}
    return format_html('<span class="royalties-doubt royalties-doubt--low">{}</span>', text)


def _stage(piece: Any):
    progress = piece.progress
    if progress.statement is not None:
        url = reverse("royalty_statement", args=[progress.statement.pk])
        return format_html('<a href="{}">{}</a>', url, _stage_text(piece))
    return _stage_text(piece)


def _stage_text(piece: Any) -> str:
    progress = piece.progress
    if progress.statement is not None:
        return f"{statement_name(progress.statement)}: {progress.statement.get_state_display()}"
    return _("Graded, on no statement") if progress.is_graded else _("Not graded")


@method_decorator(never_cache, name="dispatch")
class UnpaidView(ReportView):
    """Unpaid pieces of the desks that the account watches, the oldest first."""

    model = Contribution
    page_title = gettext_lazy("Unpaid after 45 days")
    header_icon = "time"
    filterset_class = UnpaidFilterSet
    template_name = "articles/royalties/list.html"
    results_template_name = "articles/royalties/list_results.html"
    index_url_name = "royalty_unpaid"
    index_results_url_name = "royalty_unpaid_results"
    table_classname = "listing portal-stack"
    no_results_message = gettext_lazy("Every piece of more than 45 days is paid.")
    export_filename = "bai-chua-tra-nhuan-but"
    list_export = [
        "title",
        "unit.name_vi",
        "desk",
        "progress.published_on",
        "progress.days",
        "progress.days_left",
        "stage",
    ]
    export_headings = {
        "title": gettext_lazy("Title"),
        "unit.name_vi": gettext_lazy("Unit"),
        "desk": gettext_lazy("Desk"),
        "progress.published_on": gettext_lazy("Published on"),
        "progress.days": gettext_lazy("Days since publication"),
        "progress.days_left": gettext_lazy("Days left of the 60"),
        "stage": gettext_lazy("Stage"),
    }
    custom_value_preprocess = ReportView.custom_value_preprocess | {
        str: {"csv": plain_cell},  # in xlsx Wagtail marks every formula as text
        Desk: {"csv": str, "xlsx": str},
    }
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), get_url=lambda piece: piece.sheet_url),
        Column("unit", label=gettext_lazy("Unit"), accessor="unit.short_name_vi"),
        Column("desk", label=gettext_lazy("Desk")),
        Column("published", label=gettext_lazy("Published on"), accessor="progress.published_on"),
        Column("days", label=gettext_lazy("Days since publication"), accessor="progress.days"),
        Column("term", label=gettext_lazy("Term of 60 days"), accessor=_term),
        Column("stage", label=gettext_lazy("Stage"), accessor=_stage),
    ]

    def dispatch(self, request, *args, **kwargs):
        """Let in heads, editors-in-chief and finance."""
        if not self.desks:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def desks(self) -> list[Desk]:
        """Return the desks that the account watches."""
        return watched_desks(self.request.user)

    def get_base_queryset(self) -> QuerySet[Contribution]:
        """Return the pieces that are 45 days old or older and not paid."""
        now: datetime = timezone.now()
        return unpaid_since(now=now, days=LAST_DAY).filter(desk__in=self.desks)

    def order_queryset(self, queryset):
        """Keep the oldest first."""
        return queryset

    def decorate_paginated_queryset(self, object_list):
        """Add to each piece how far its royalty has come; constant queries."""
        pieces = with_progress(object_list, today=portal_today())
        sheets = sheets_of(self.request.user, [piece.pk for piece in pieces])
        for piece in pieces:
            has_sheet = piece.pk in sheets
            piece.sheet_url = reverse("grade_sheet", args=[piece.pk]) if has_sheet else None
            piece.stage = _stage_text(piece)
        return pieces
