"""Admin screens of the newsroom's shared tables, and page views that let reviewers compare."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.pages.history import PageHistoryView
from wagtail.admin.views.pages.revisions import RevisionsCompareView, RevisionsView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView
from wagtail.admin.viewsets.pages import PageViewSet

from articles.likeness.lines import alike_lines
from articles.models import (
    ArticlePage,
    Contribution,
    DeskReviewTask,
    Genre,
    Topic,
    WorkflowRoute,
)
from units.gate.roles import NEWSROOM, PORTAL
from units.gate.table import open_to, open_viewset
from units.viewsets import PortalAdministratorViewSet


class GenreViewSet(PortalAdministratorViewSet):
    """Genres of the royalty decree."""

    model = Genre
    name = "genres"
    icon = "tag"
    menu_label = _("Genres")
    list_display = ["name_vi", "is_offered", "source"]
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("is_offered"), FieldPanel("position")]),
        FieldPanel("source"),
        FieldPanel("slug"),
    ]


class TopicViewSet(PortalAdministratorViewSet):
    """Topics of the portal."""

    model = Topic
    name = "topics"
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name_vi", "name_en", "slug"]
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldPanel("slug"),
    ]


class WorkflowRouteViewSet(PortalAdministratorViewSet):
    """Which workflow a type of page takes."""

    model = WorkflowRoute
    name = "workflow-routes"
    icon = "tasks"
    menu_label = _("Routes of pieces")
    list_display = ["kind", "workflow"]
    panels = [FieldPanel("kind", read_only=True), FieldPanel("workflow")]


class ReviewableRevisionsView(RevisionsView):
    """Old revision of a piece; Wagtail's own asks for a page permission, which desks lack.

    The object is checked as before: whoever may edit the piece, its present reviewers included.
    """

    def dispatch(self, request, *args, **kwargs):
        """Skip only the question whether the account has pages of its own."""
        return super(RevisionsView, self).dispatch(request, *args, **kwargs)


class ReviewableCompareView(RevisionsCompareView):
    """Comparison of two revisions of a piece, for its reviewers too."""

    def dispatch(self, request, *args, **kwargs):
        """Skip only the question whether the account has pages of its own."""
        return super(RevisionsCompareView, self).dispatch(request, *args, **kwargs)


class ReviewableHistoryView(PageHistoryView):
    """History of a piece, for its reviewers too."""

    any_permission_required = None


class DecisionModalView(CollectWorkflowActionDataView):
    """Modal of a decision; a desk reads in it which pieces are like this one."""

    def get_context_data(self, **kwargs):
        """Add the near duplicates, to a desk only."""
        at_desk = isinstance(self.task, DeskReviewTask)
        piece = Contribution.objects.filter(page_id=self.object.pk).first() if at_desk else None
        return super().get_context_data(alike=alike_lines(piece) if piece else [], **kwargs)


class ArticlePageViewSet(PageViewSet):
    """Wagtail's page views, opened to the desks where they compare revisions."""

    model = ArticlePage
    collect_workflow_action_data_view_class = DecisionModalView
    history_view_class = ReviewableHistoryView
    revisions_view_class = ReviewableRevisionsView
    revisions_compare_view_class = ReviewableCompareView


SHARED_TABLES = [GenreViewSet(), TopicViewSet(), WorkflowRouteViewSet()]
NEWSROOM_LISTS = [
    "contributions",
    "contributions_results",
    "review_queue",
    "review_queue_results",
]


def register_viewsets():
    """Screens of the shared tables, and the page views of pieces."""
    return [*SHARED_TABLES, ArticlePageViewSet()]


for viewset in SHARED_TABLES:
    open_viewset(PORTAL, viewset)
open_to(NEWSROOM, NEWSROOM_LISTS)
