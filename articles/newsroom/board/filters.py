"""Filters of a board, and the search in titles without diacritics."""

from datetime import datetime, timedelta
from functools import reduce
from operator import and_

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets import AdminDateInput

from articles.enums import ContributionState, Placement, Priority, RouteKind
from articles.models import Contribution, Genre, Topic
from articles.newsroom.titles import desk_reads_own_title
from core.days import since
from core.text import fold_for_search, normalize
from units.choosing import UnitFilter
from units.models import Unit

WORDS_SEARCHED = 10
KINDS = [(kind.value, kind.label) for kind in (RouteKind.NEWS, RouteKind.THEMATIC)]
AGES = [
    ("4", _("4 hours")),
    ("24", _("1 day")),
    ("72", _("3 days")),
    ("168", _("7 days")),
]


class BoardFilterSet(WagtailFilterSet):
    """What an editor narrows a board by; every filter works on columns of the contribution."""

    unit = UnitFilter(label=_("Unit"), queryset=Unit.objects.order_by("sort_name"))
    kind = django_filters.ChoiceFilter(label=_("Type"), choices=KINDS)
    genre = django_filters.ModelChoiceFilter(label=_("Genre"), queryset=Genre.objects.all())
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), field_name="topics", queryset=Topic.objects.all()
    )
    age = django_filters.ChoiceFilter(
        label=_("Waiting for longer than"), choices=AGES, method="filter_age"
    )
    min_words = django_filters.NumberFilter(
        label=_("At least so many words"), field_name="word_count", lookup_expr="gte"
    )
    max_words = django_filters.NumberFilter(
        label=_("At most so many words"), field_name="word_count", lookup_expr="lte"
    )
    pictures = django_filters.ChoiceFilter(
        label=_("Pictures"),
        choices=[("with", _("With pictures")), ("without", _("Without pictures"))],
        method="filter_pictures",
    )
    min_pictures = django_filters.NumberFilter(
        label=_("At least so many pictures"), field_name="picture_count", lookup_expr="gte"
    )
    priority = django_filters.ChoiceFilter(label=_("Priority"), choices=Priority.choices)
    due = django_filters.ChoiceFilter(
        label=_("Due time"),
        choices=[("overdue", _("Overdue")), ("day", _("Due within 24 hours"))],
        method="filter_due",
    )
    placement = django_filters.ChoiceFilter(label=_("Placement"), choices=Placement.choices)
    used_since = django_filters.DateFilter(
        label=_("Used since"),
        method="filter_used_since",
        widget=AdminDateInput,
    )

    class Meta:
        model = Contribution
        fields = ["unit", "kind", "genre", "priority", "placement"]

    def filter_age(self, queryset, name, value):
        """Keep what has waited in its present state for so many hours."""
        return queryset.filter(waiting_since__lte=timezone.now() - timedelta(hours=int(value)))

    def filter_pictures(self, queryset, name, value):
        """Keep pieces with or without pictures."""
        pictures = Q(picture_count__gt=0)
        return queryset.filter(pictures if value == "with" else ~pictures)

    def filter_due(self, queryset, name, value):
        """Keep what waits at the desk and is past its due time, or will be within a day."""
        now = timezone.now()
        waiting = queryset.filter(state=ContributionState.DESK_REVIEW)
        if value == "overdue":
            return waiting.filter(overdue(now))
        return waiting.filter(due_at__gte=now, due_at__lt=now + timedelta(days=1))

    def filter_used_since(self, queryset, name, value):
        """Keep what was used since a day began by the portal's own clock."""
        return queryset.filter(since("used_at", value))


def overdue(now: datetime) -> Q:
    """Return the condition of pieces whose due time has passed."""
    return Q(due_at__lt=now)


def with_title(pieces: QuerySet[Contribution], query: str) -> QuerySet[Contribution]:
    """Return the pieces whose titles hold every word of `query`, without diacritics or case.

    Folded titles are those of the fingerprints. A piece without one, or whose desk reads another
    title than its row holds, is found as that title is written.
    """
    words = fold_for_search(query).split()[:WORDS_SEARCHED]
    if not words:
        return pieces.none()
    own, text = desk_reads_own_title(), normalize(query).strip()
    folded = reduce(and_, (Q(fingerprint__title_folded__contains=word) for word in words))
    written = Q(fingerprint__isnull=True, title__icontains=text)
    live = Q(used_at__isnull=False, page__title__icontains=text)
    return pieces.filter(own & (folded | written) | ~own & live)
