"""A unit, two desks with their people, and a piece that waits at the news desk."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from articles.enums import ContributionState
from articles.models import Contribution, Fingerprint
from articles.services.submission import submit_piece
from core.text import fold_for_search
from factories.newsroom import make_contribution
from factories.portal import make_article, make_image, make_unit, make_user
from units.enums import PortalRole, UnitRole


def client_of(user) -> Client:
    """Return a client with the account's session."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def browse():
    """Return a function that gives an account its browser."""
    return client_of


@pytest.fixture
def on_board(unit):
    """Return a function that puts a piece on a desk's board in any state."""

    def put(state=ContributionState.DESK_REVIEW, *, where=None, topics=(), **fields):
        piece = make_contribution(where or unit, state=ContributionState.DESK_REVIEW, **fields)
        Contribution.objects.filter(pk=piece.pk).update(state=state)
        piece.topics.set(topics)
        remember_title(piece)
        return Contribution.objects.get(pk=piece.pk)

    return put


def remember_title(piece: Contribution) -> None:
    """Keep the folded title as the sending of a piece does."""
    folded = fold_for_search(piece.title)
    Fingerprint.objects.create(contribution=piece, signature=[], title_folded=folded)


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
        in_chief=make_user(portal_role=PortalRole.NEWS_EDITOR_IN_CHIEF),
        administrator=make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
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
        if kind == "thematic":
            fields = {"cover": make_image(unit)} | fields
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
