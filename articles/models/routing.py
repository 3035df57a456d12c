"""The route of a page follows its type, whatever section it was put in."""

from django.conf import settings

from articles.enums import RouteKind


class RoutedByType:
    """Mixin of pages whose workflow comes from `WorkflowRoute` and not from an ancestor."""

    route_kind: RouteKind | None = None

    def get_workflow(self):
        """Return the active workflow of this page's type, or None."""
        from .workflow import WorkflowRoute

        if not getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True) or self.route_kind is None:
            return None
        return WorkflowRoute.workflow_for(self.route_kind)

    @property
    def has_workflow(self) -> bool:
        """Tell whether this page's type is moderated (Wagtail's own ignores `get_workflow`)."""
        return self.get_workflow() is not None
