"""A piece with a time to go live: approved now, used when readers can see it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision

from articles.enums import ContributionState
from articles.models import Contribution
from articles.services.submission import submit_piece
from factories.portal import make_article, make_unit, make_user
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db


def approve(page, user):
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


def let_the_time_come(revision: Revision) -> None:
    """Move the time of a scheduled revision into the past."""
    moment = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = moment.isoformat()
    revision.approved_go_live_at = moment
    revision.save()


def test_scheduled_piece_is_used_when_its_time_has_come():
    unit = make_unit()
    author = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    page = make_article("news", unit, live=False, owner=author)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=author)
    submit_piece(page=page, user=author)
    approve(page, make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    approve(page, make_user(portal_role=PortalRole.NEWS_DESK_EDITOR))
    page.refresh_from_db()
    contribution = Contribution.objects.get()
    assert not page.live
    assert (contribution.state, contribution.used_at) == (ContributionState.SCHEDULED, None)

    call_command("run_schedule", "--once")
    page.refresh_from_db()
    assert not page.live

    let_the_time_come(Revision.objects.get(approved_go_live_at__isnull=False))
    call_command("run_schedule", "--once")
    page.refresh_from_db()
    contribution.refresh_from_db()
    assert page.live
    assert contribution.state == ContributionState.USED
    assert contribution.used_at is not None
