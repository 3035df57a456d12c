"""Drafts that a unit keeps to itself, while its piece is open before the desk for a correction."""

from django.db.models import Max, QuerySet
from wagtail.models import Page, Revision, TaskState

from articles.corrections.rules import was_used
from articles.models import Contribution, DeskReviewTask
from articles.services.workflows import CORRECTIONS
from units.gate.arguments import revision_of_page
from units.gate.reach import permitted_paths


def unsent_drafts(page: Page) -> QuerySet[Revision]:
    """Return what was saved after all that came to a desk, but not by people of the desk."""
    later = page.revisions.filter(pk__gt=_last_at_a_desk(page)).exclude(pk=page.live_revision_id)
    return later.exclude(pk__in=later.filter(user__groups__in=_desk_groups(page)).values("pk"))


def readable_revision(user, value, arguments: dict) -> bool:
    """Pass the revisions of the page in the address, but no unsent draft to a desk.

    It reaches the page of a used piece only while a correction is open.
    """
    if not revision_of_page(user, value, arguments):
        return False
    page = Page.objects.filter(pk=arguments.get("page_id", arguments.get("pk"))).first()
    if page is None or not str(value).isdigit() or _is_of_tree(user, page):
        return True
    return not was_used(page) or not unsent_drafts(page).filter(pk=value).exists()


def _is_of_tree(user, page: Page) -> bool:
    return any(page.path.startswith(path) for path in permitted_paths(user))


def _last_at_a_desk(page: Page) -> int:
    """Return the last revision that was reviewed at a desk or used; 0 if there is none."""
    steps = TaskState.objects.filter(
        workflow_state__in=page.workflow_states, task__in=DeskReviewTask.objects.values("pk")
    )
    reviewed = steps.exclude(workflow_state__workflow__name__in=CORRECTIONS.values())
    used = Contribution.objects.filter(page_id=page.pk)
    last = reviewed.aggregate(last=Max("revision_id"))["last"]
    return max(last or 0, used.aggregate(last=Max("used_revision_id"))["last"] or 0)


def _desk_groups(page: Page) -> list[int]:
    rows = Contribution.objects.filter(page_id=page.pk, desk__isnull=False)
    return [pk for row in rows.values_list("desk__editors", "desk__heads") for pk in row]
