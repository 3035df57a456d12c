"""Admin lists of pieces: what waits for me, and where the pieces of my unit are."""

from datetime import datetime

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput

from articles.enums import ContributionState, RouteKind
from articles.models import Contribution
from articles.newsroom.track.standing import standing_of
from articles.queue import (
    boards_of,
    follows_pieces,
    reviews_for_unit,
    visible_contributions,
    waiting_contributions,
)
from core.days import since
from core.exports import clock_cell, local_cell, plain_cell
from units.choosing import UnitFilter
from units.models import Unit


def _units_for(request) -> QuerySet[Unit]:
    shown = visible_contributions(request.user).order_by().values("unit_id")
    return Unit.objects.filter(pk__in=shown)


class ContributionFilterSet(WagtailFilterSet):
    """Filters by unit, state, type, number of words and day of use."""

    unit = UnitFilter(label=_("Unit"), queryset=_units_for)
    state = django_filters.ChoiceFilter(label=_("State"), choices=ContributionState.choices)
    kind = django_filters.ChoiceFilter(label=_("Type"), choices=RouteKind.choices)
    min_words = django_filters.NumberFilter(
        label=_("At least so many words"), field_name="word_count", lookup_expr="gte"
    )
    used_since = django_filters.DateFilter(
        label=_("Used since"),
        method="filter_used_since",
        widget=AdminDateInput,
    )

    class Meta:
        model = Contribution
        fields = ["unit", "state", "kind"]

    def filter_used_since(self, queryset, name, value):
        """Keep what was used since a day began by the portal's own clock."""
        return queryset.filter(since("used_at", value))


class ContributionListView(ReportView):
    """Pieces that the account may see, newest state first."""

    model = Contribution
    page_title = _("Pieces and their state")
    header_icon = "doc-full"
    filterset_class = ContributionFilterSet
    index_url_name = "contributions"
    index_results_url_name = "contributions_results"
    table_classname = "listing portal-stack"
    default_ordering = "-waiting_since"
    any_permission_required = ["view"]
    list_export = [
        "title",
        "unit.code",
        "get_state_display",
        "word_count",
        "picture_count",
        "waiting_since",
    ]
    export_headings = {
        "title": _("Title"),
        "unit.code": _("Unit"),
        "get_state_display": _("State"),
        "word_count": _("Words"),
        "picture_count": _("Pictures"),
        "waiting_since": _("Since"),
    }
    custom_value_preprocess = ReportView.custom_value_preprocess | {
        str: {"csv": plain_cell},  # in xlsx Wagtail marks every formula as text
        datetime: {"csv": local_cell, "xlsx": clock_cell},
    }
    columns = [
        TitleColumn(
            "title",
            label=_("Title"),
            get_url=lambda item: item.edit_url,
        ),
        Column("unit", label=_("Unit"), accessor="unit.short_name_vi"),
        Column("kind", label=_("Type"), accessor="get_kind_display"),
        Column("word_count", label=_("Words"), accessor=lambda item: words(item)),
        Column("picture_count", label=_("Pictures"), accessor=lambda item: pictures(item)),
        Column("where", label=_("Where it is"), accessor=lambda item: where(item)),
        DateColumn("waiting_since", label=_("Since")),
    ]

    def dispatch(self, request, *args, **kwargs):
        """Let in those who have pieces of a unit to follow; a desk has its board."""
        if not self.is_for(request.user):
            return to_board(request.user)
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def is_for(user) -> bool:
        """Tell whether the list is for this account."""
        return follows_pieces(user)

    def get_context_data(self, **kwargs):
        """Link each piece to its editor."""
        context = super().get_context_data(**kwargs)
        for item in context["object_list"]:
            item.edit_url = reverse("wagtailadmin_pages:edit", args=[item.page_id])
        return context

    def get_base_queryset(self):
        """Return what the account may see, in a constant number of queries."""
        return visible_contributions(self.request.user)


class WaitingListView(ContributionListView):
    """Pieces that wait for this account's decision, oldest first."""

    page_title = _("Waiting for review")
    header_icon = "tasks"
    index_url_name = "review_queue"
    index_results_url_name = "review_queue_results"
    default_ordering = "waiting_since"
    columns = [
        *ContributionListView.columns[:5],
        Column("state", label=_("Step"), accessor="get_state_display"),
        Column("waiting", label=_("Waiting"), accessor=lambda item: waiting_time(item)),
    ]

    @staticmethod
    def is_for(user) -> bool:
        """Tell whether the account decides for a unit."""
        return reviews_for_unit(user)

    def get_base_queryset(self):
        """Return what waits for the account as a chief editor."""
        waiting = waiting_contributions(self.request.user)
        return waiting.filter(state=ContributionState.UNIT_REVIEW)


def to_board(user):
    """Send people of a desk to their board. Raises `PermissionDenied` for everybody else."""
    if not boards_of(user):
        raise PermissionDenied
    return redirect("newsroom_board")


def where(contribution: Contribution) -> str:
    """Return where a piece is and who has it, with a link to its way."""
    standing = standing_of(contribution, now=timezone.now())
    text = ": ".join(filter(None, [standing.place, standing.person]))
    return format_html(
        '<a href="{}">{}</a>', reverse("contribution_track", args=[contribution.pk]), text
    )


def words(contribution: Contribution) -> str:
    """Return the number of words with its unit, so that it reads without a heading."""
    count = contribution.word_count
    return ngettext("%(count)s word", "%(count)s words", count) % {"count": count}


def pictures(contribution: Contribution) -> str:
    """Return the number of pictures with its unit, so that it reads without a heading."""
    count = contribution.picture_count
    return ngettext("%(count)s picture", "%(count)s pictures", count) % {"count": count}


def waiting_time(contribution: Contribution) -> str:
    """Return how long a piece has waited, in words."""
    return timesince(contribution.waiting_since, timezone.now(), depth=1)
