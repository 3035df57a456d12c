"""A unit, two desks with their people, and a piece that waits at the news desk."""

from types import SimpleNamespace

import pytest

from articles.models import Contribution
from articles.services.submission import submit_piece
from factories.portal import make_article, make_unit, make_user
from units.enums import PortalRole, UnitRole


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def people(unit):
    """The accounts of the unit and of both desks."""
    return SimpleNamespace(
        author=make_user(unit=unit, role=UnitRole.CONTRIBUTOR),
        chief=make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        editor=make_user(
            portal_role=PortalRole.NEWS_DESK_EDITOR, last_name="Lê", first_name="Bình"
        ),
        colleague=make_user(portal_role=PortalRole.NEWS_DESK_EDITOR),
        head=make_user(portal_role=PortalRole.NEWS_DESK_HEAD),
        thematic=make_user(portal_role=PortalRole.THEMATIC_DESK_EDITOR),
    )


@pytest.fixture
def decide():
    """Return a function that acts on the step at which a page waits, as the editor does."""

    def act(page, user, action, **data):
        page = type(page).objects.get(pk=page.pk)
        state = page.current_workflow_task_state
        state.task.specific.on_action(state, user, action, **data)
        return type(page).objects.get(pk=page.pk)

    return act


@pytest.fixture
def send(unit, people, decide):
    """Return a function that makes a piece and sends it to its desk."""

    def to_desk(kind: str = "news", **fields):
        page = make_article(kind, unit, live=False, owner=people.author, **fields)
        submit_piece(page=page, user=people.author)
        return decide(page, people.chief, "approve")

    return to_desk


@pytest.fixture
def page(send):
    """A news item that waits at the news desk."""
    return send()


@pytest.fixture
def piece(page):
    """The contribution of the piece at the news desk."""
    return Contribution.objects.get(page=page)
