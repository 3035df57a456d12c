"""Which title of a piece a desk may read: never one that the unit still keeps to itself."""

from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from articles.enums import ContributionState
from articles.models import Contribution, DeskReviewTask

# In these states the row's own title is the one that the desk reads or has approved.
REVIEWED = (ContributionState.DESK_REVIEW, ContributionState.SCHEDULED)


def with_desk_titles(pieces: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Add `desk_title`, the title that a desk knows; empty when it knows none.

    The row's title follows what the unit sends to its own chief editor. Of a used piece the desk
    reads what readers see; of one that went back to the unit, what came to a desk last.
    """
    return pieces.annotate(
        desk_title=Case(
            When(state__in=REVIEWED, then=F("title")),
            When(used_at__isnull=False, then=F("page__title")),
            When(desk__isnull=True, then=Coalesce(Subquery(_last_title_at_a_desk()), Value(""))),
            default=F("title"),
            output_field=CharField(),
        )
    )


def desk_reads_own_title() -> Q:
    """Return the condition of pieces whose row holds the title that their desk may read."""
    readable = Q(state__in=REVIEWED) | Q(used_at__isnull=True, desk__isnull=False)
    return readable | Q(used_at__isnull=False, title=F("page__title"))


def desk_title(piece: Any) -> str:
    """Return the title for people of a desk of a piece with `desk_title`."""
    return piece.desk_title or _("A piece that its unit is changing")


def desk_steps() -> QuerySet[TaskState]:
    """Return every step of a page at a desk, those of corrections too."""
    return TaskState.objects.filter(
        task__in=DeskReviewTask.objects.values("pk"),
        workflow_state__base_content_type__app_label="wagtailcore",
        workflow_state__base_content_type__model="page",
    )


def _last_title_at_a_desk() -> QuerySet:
    page = Cast(OuterRef("page_id"), CharField())
    steps = desk_steps().filter(workflow_state__object_id=page)
    return steps.order_by("-pk").values(title=KeyTextTransform("title", "revision__content"))[:1]
