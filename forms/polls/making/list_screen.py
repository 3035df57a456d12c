"""List of polls: of the own unit, or of all for the centre. How many voted, never what."""

import django_filters
from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from units.choosing import UnitFilter
from units.models import Unit

from ..enums import PollPhase, PollStatus
from ..models import BallotChain, Poll
from ..rules import edits_polls_of, makes_polls, polls_with_codes_for, units_for


def units_shown(request) -> QuerySet[Unit]:
    """Return the units by which the account may filter."""
    return units_for(request.user).order_by("sort_name")


def in_phase(phase: str, *, now) -> Q:
    """Return the condition that a poll stands in a phase."""
    running = Q(status=PollStatus.ANNOUNCED)
    return {
        PollPhase.COMING: running & Q(opens_at__gt=now),
        PollPhase.OPEN: running & Q(opens_at__lte=now, closes_at__gt=now),
        PollPhase.CLOSED: running & Q(closes_at__lte=now),
    }.get(PollPhase(phase), Q(status=phase))


class PollFilterSet(WagtailFilterSet):
    """Filters by phase and unit."""

    phase = django_filters.ChoiceFilter(
        label=_("State"), choices=PollPhase.choices, method="filter_phase"
    )
    unit = UnitFilter(label=_("Unit"), queryset=units_shown)

    class Meta:
        model = Poll
        fields = ["unit"]

    def filter_phase(self, queryset, name, value):
        """Keep the polls that stand there now."""
        return queryset.filter(in_phase(value, now=timezone.now()))


def phase_tag(poll: Poll):
    """Return the phase as a tag that stands out while members vote."""
    phase = poll.phase(timezone.now())
    primary = " w-status--primary" if phase == PollPhase.OPEN else ""
    return format_html('<span class="w-status{}">{}</span>', primary, phase.label)


def close_of(poll: Poll) -> str:
    """Return when the poll closes; Wagtail's own column takes what is to come for past."""
    if poll.closes_at is None:
        return "–"
    return date_format(timezone.localtime(poll.closes_at), "SHORT_DATETIME_FORMAT")


class PollColumn(TitleColumn):
    """Leads to the poll, or to its codes for a unit that has only those in it."""

    def get_link_url(self, instance, parent_context) -> str:
        """Return where the account may go."""
        user = parent_context["request"].user
        name = "poll" if edits_polls_of(user, instance.unit_id) else "poll_codes"
        return reverse(name, args=[instance.pk])


@method_decorator(never_cache, name="dispatch")
class PollListView(ReportView):
    """Polls that the account makes, and national ones for which its unit has codes."""

    model = Poll
    page_title = _("Polls")
    header_icon = "list-ul"
    filterset_class = PollFilterSet
    template_name = "polls/making/list.html"
    results_template_name = "polls/making/list_results.html"
    index_url_name = "polls"
    index_results_url_name = "polls_results"
    table_classname = "listing portal-stack"
    no_results_message = _("There is no poll yet. Make the first one with “New poll”.")
    columns = [
        PollColumn("title", label=_("Poll"), accessor=lambda poll: poll.title),
        Column("unit", label=_("Unit"), accessor=lambda poll: poll.unit.short_name_vi),
        Column("phase", label=_("State"), accessor=phase_tag),
        Column(
            "ballot_count",
            label=_("Ballots"),
            accessor=lambda poll: gettext("%(count)s ballots") % {"count": poll.ballot_count},
        ),
        Column("closes_at", label=_("Closes at"), accessor=close_of),
    ]

    def dispatch(self, request, *args, **kwargs):
        """Let in who makes polls."""
        if not makes_polls(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_buttons(self):
        """Offer a new poll."""
        return [HeaderButton(_("New poll"), url=reverse("poll_new"), icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[Poll]:
        """Return the polls with how many ballots each has."""
        chains = BallotChain.objects.filter(poll=OuterRef("pk")).order_by().values("poll")
        ballots = Subquery(chains.annotate(sum=Sum("length")).values("sum"))
        polls = polls_with_codes_for(self.request.user).select_related("unit")
        return polls.annotate(ballot_count=Coalesce(ballots, 0, output_field=IntegerField()))

    def order_queryset(self, queryset):
        """Put the newest first."""
        return queryset.order_by("-made_at", "-pk")
