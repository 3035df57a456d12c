"""The route of a page follows its type, whatever section it was put in; and what was decided."""

from typing import Any

from django.conf import settings
from django.db.models import Q

from articles.enums import RouteKind


class RoutedByType:
    """Mixin of pages whose workflow comes from `WorkflowRoute` and not from an ancestor."""

    pk: Any
    route_kind: RouteKind | None = None

    def get_workflow(self):
        """Return the active workflow of this page's type, or of the desk it was moved to."""
        from .workflow import WorkflowRoute

        if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True) or self.route_kind is None:
            return None
        return WorkflowRoute.workflow_for(self._last_desk_kind() or self.route_kind)

    def _last_desk_kind(self) -> RouteKind | None:
        """Return the kind of the desk that had this piece last: a transfer is not undone."""
        from .contributions import DeskStay

        stays = DeskStay.objects.filter(contribution__page_id=self.pk) if self.pk else None
        last = stays.select_related("desk").last() if stays is not None else None
        return RouteKind(last.desk.code) if last else None

    @property
    def has_workflow(self) -> bool:
        """Tell whether this page's type is moderated (Wagtail's own ignores `get_workflow`)."""
        return self.get_workflow() is not None

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Save a new revision where Wagtail's autosave would write over one that was decided on.

        What was reviewed, used or is live must be found again as it was read.
        """
        if overwrite_revision is not None and is_pinned(overwrite_revision, page=self):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)


def is_pinned(revision, *, page) -> bool:
    """Tell whether a revision is live, scheduled, used, corrected or was sent for review."""
    from .contributions import Contribution
    from .corrections import Correction

    corrections = Q(revision_before=revision) | Q(revision_after=revision)
    return (
        revision.pk == page.live_revision_id
        or revision.approved_go_live_at is not None
        or revision.task_states.exists()
        or Contribution.objects.filter(used_revision=revision).exists()
        or Correction.objects.filter(corrections).exists()
    )
