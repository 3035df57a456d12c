"""List of statements: who of the desk, the editors-in-chief and finance took which step."""

import django_filters
from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from articles.enums import StatementState
from articles.grading.explaining import dong
from articles.models import Desk, RoyaltyStatement, StatementStep
from articles.queue import desks_of
from articles.royalties.rules import royalty_desks, statements_for
from articles.royalties.screens.base import month_of, months_offered


def desks_shown(request) -> QuerySet[Desk]:
    """Return the desks whose statements the account opens."""
    return Desk.objects.filter(pk__in=[desk.pk for desk in royalty_desks(request.user)])


class StatementFilterSet(WagtailFilterSet):
    """Filters by desk, state and month."""

    desk = django_filters.ModelChoiceFilter(label=_("Desk"), queryset=desks_shown)
    state = django_filters.ChoiceFilter(label=_("State"), choices=StatementState.choices)
    month = django_filters.ChoiceFilter(
        label=_("Month"), choices=months_offered, method="filter_month"
    )

    class Meta:
        model = RoyaltyStatement
        fields = ["desk", "state"]

    def filter_month(self, queryset, name, value):
        """Keep the statements of a month."""
        return queryset.filter(month=month_of(value))


def state_tag(statement: RoyaltyStatement):
    """Return the state as a tag that stands out while somebody has to act."""
    waits = statement.state in (
        StatementState.DRAWN,
        StatementState.CHECKED,
        StatementState.APPROVED,
    )
    return format_html(
        '<span class="w-status{}">{}</span>',
        " w-status--primary" if waits else "",
        statement.get_state_display(),
    )


def steps_taken(statement: RoyaltyStatement):
    """Return who took which step, one below the other; steps and users must be loaded."""
    return format_html_join(
        "",
        '<span class="royalties-step">{}: {}</span>',
        (
            (one.get_step_display(), one.user.get_full_name() or one.user.username)
            for one in statement.steps.all()
        ),
    )


def _amount(statement: RoyaltyStatement) -> str:
    return gettext("%(amount)s đồng") % {"amount": dong(statement.total)}


@method_decorator(never_cache, name="dispatch")
class StatementListView(ReportView):
    """Statements of the account's desks, all of them for finance and portal administrators."""

    model = RoyaltyStatement
    page_title = _("Royalty statements")
    header_icon = "calendar-check"
    filterset_class = StatementFilterSet
    template_name = "articles/royalties/list.html"
    results_template_name = "articles/royalties/list_results.html"
    index_url_name = "royalty_statements"
    index_results_url_name = "royalty_statements_results"
    table_classname = "listing portal-stack"
    no_results_message = _("There is no statement yet.")
    columns = [
        TitleColumn(
            "number",
            label=_("Statement"),
            get_url=lambda one: reverse("royalty_statement", args=[one.pk]),
            accessor=lambda one: (
                gettext("%(month)s, no. %(number)s")
                % {"month": f"{one.month:%m/%Y}", "number": one.number}
            ),
        ),
        Column("desk", label=_("Desk")),
        Column("state", label=_("State"), accessor=state_tag),
        Column("pieces", label=_("Pieces")),
        Column("total", label=_("Total"), accessor=_amount, classname="royalties-number"),
        Column("steps", label=_("Steps"), accessor=steps_taken),
    ]

    def dispatch(self, request, *args, **kwargs):
        """Let in who has statements to see."""
        if not royalty_desks(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_buttons(self):
        """Offer a new statement to those who grade."""
        if not desks_of(self.request.user):
            return []
        url = reverse("royalty_statement_draw")
        return [HeaderButton(_("Draw up a statement"), url=url, icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[RoyaltyStatement]:
        """Return the statements with their number of pieces and their steps."""
        steps = StatementStep.objects.select_related("user")
        pieces = Count("lines__share__grade__contribution", distinct=True)
        rows = statements_for(self.request.user).prefetch_related(Prefetch("steps", steps))
        return rows.annotate(pieces=pieces)

    def order_queryset(self, queryset):
        """Put the newest first."""
        return queryset.order_by("-month", "-pk")
