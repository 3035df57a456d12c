"""Lists of pieces link only to what the account can open."""

import pytest
from django.urls import reverse

from articles.services.submission import submit_piece
from factories.portal import make_article, make_unit, make_user
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db


def edit_link(page) -> str:
    return f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"'


def test_desk_can_open_a_piece_only_while_it_waits_there(client):
    unit = make_unit()
    author = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    chief = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    desk = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)
    page = make_article("news", unit, live=False, owner=author)
    submit_piece(page=page, user=author)
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, chief, "approve")

    client.force_login(desk)
    board = reverse("newsroom_board")
    assert edit_link(page) in client.get(board).text
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, desk, "approve")
    answer = client.get(board, {"segment": "used"}).text
    assert page.title in answer
    assert edit_link(page) not in answer
    client.force_login(author)
    assert edit_link(page) in client.get(reverse("contributions")).text
