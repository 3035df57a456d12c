"""A unit, its desk, and a piece that went the whole way to readers."""

from types import SimpleNamespace

import pytest
from django.utils import timezone, translation

from articles.corrections.services import (
    give_up_correction,
    open_correction,
    publish_correction,
)
from articles.models import Contribution
from articles.services.submission import submit_piece
from factories.corrections import fresh
from factories.portal import make_article, make_unit, make_user
from units.enums import PortalRole, UnitRole


@pytest.fixture(autouse=True)
def _english():
    """Let services speak English, so that messages can be told apart."""
    with translation.override("en"):
        yield


@pytest.fixture
def unit():
    return make_unit("MOT", name="Công đoàn Một")


@pytest.fixture
def people(unit):
    """The accounts of the unit, of both desks and of the centre."""
    return SimpleNamespace(
        author=make_user(unit=unit, role=UnitRole.CONTRIBUTOR),
        chief=make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        editor=make_user(
            portal_role=PortalRole.NEWS_DESK_EDITOR, last_name="Lê", first_name="Bình"
        ),
        colleague=make_user(portal_role=PortalRole.NEWS_DESK_EDITOR),
        head=make_user(portal_role=PortalRole.NEWS_DESK_HEAD),
        in_chief=make_user(portal_role=PortalRole.NEWS_EDITOR_IN_CHIEF),
        thematic=make_user(portal_role=PortalRole.THEMATIC_DESK_EDITOR),
        thematic_head=make_user(portal_role=PortalRole.THEMATIC_DESK_HEAD),
        office=make_user(portal_role=PortalRole.OFFICE),
        finance=make_user(portal_role=PortalRole.FINANCE),
        administrator=make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR),
    )


@pytest.fixture
def decide():
    """Return a function that acts on the step at which a page waits, as the editor does."""

    def act(page, user, action, **data):
        page = fresh(page)
        state = page.current_workflow_task_state
        state.task.specific.on_action(state, user, action, **data)
        return fresh(page)

    return act


@pytest.fixture
def page(unit, people, decide):
    """A news item of the unit that the news desk used."""
    made = make_article("news", unit, live=False, owner=people.author, title="Tặng 210 suất quà")
    submit_piece(page=made, user=people.author)
    decide(made, people.chief, "approve")
    return decide(made, people.editor, "approve")


@pytest.fixture
def piece(page):
    """The contribution of the used piece."""
    return Contribution.objects.get(page=page)


@pytest.fixture
def correct(piece, people):
    """Return functions that open, edit, publish and give up a correction of the piece."""

    def begin(*, user=None, kind="correction", note_vi="Số quà là 120.", note_en="", now=None):
        return open_correction(
            contribution_id=piece.pk,
            kind=kind,
            user=user or people.editor,
            note_vi=note_vi,
            note_en=note_en,
            now=now or timezone.now(),
        )

    def publish(*, user=None, comment=""):
        publish_correction(
            contribution_id=piece.pk,
            user=user or people.editor,
            comment=comment,
            now=timezone.now(),
        )

    def give_up(*, user=None, comment=""):
        give_up_correction(
            contribution_id=piece.pk,
            user=user or people.editor,
            comment=comment,
            now=timezone.now(),
        )

    return SimpleNamespace(begin=begin, publish=publish, give_up=give_up)


@pytest.fixture
def edit(page, people):
    """Return a function that saves a new title as a draft, as the editor does."""

    def save(title, *, user=None):
        draft = fresh(page).get_latest_revision_as_object()
        draft.title = title
        return draft.save_revision(user=user or people.editor)

    return save
