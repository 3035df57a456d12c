"""First screen of each role: its figures, what it may write, and what waits for it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.dashboard import WAITING_SHOWN, figures, writing_links
from articles.enums import ContributionState
from articles.newsroom.board.figures import board_figures
from articles.queue import boards_of
from factories.newsroom import make_contribution, multiply
from factories.portal import make_unit, make_user, section_of
from units.enums import PortalRole, UnitKind, UnitRole
from units.services.memberships import grant_portal_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def chief(unit):
    return make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)


def client_of(user) -> Client:
    """Return a client with the account's session."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def dashboard(user) -> str:
    """Return the first screen of an account."""
    response = client_of(user).get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def counted(user) -> list[int]:
    """Return the figures of an account."""
    return [figure["count"] for figure in figures(user)]


def test_figures_count_the_own_units_pieces_only(unit, chief):
    now, other = timezone.now(), make_unit()
    for one in (unit, other, other):
        make_contribution(one)
        make_contribution(one, state=ContributionState.DESK_REVIEW)
        make_contribution(one, state=ContributionState.RETURNED)
        make_contribution(one, state=ContributionState.WITHDRAWN)
        make_contribution(one, state=ContributionState.USED, used_at=now)
    make_contribution(unit, state=ContributionState.USED, used_at=now - timedelta(days=9))
    assert counted(chief) == [1, 1, 1, 1]


def fill_board(unit, editor) -> None:
    """Make pieces of each kind that a desk's figures tell apart, at both desks."""
    now = timezone.now()
    held = {"claimed_at": now, "claim_expires_at": now + timedelta(hours=1)}
    for kind in ("news", "thematic"):
        at_desk = {"state": ContributionState.DESK_REVIEW, "kind": kind}
        make_contribution(unit, **at_desk, due_at=now - timedelta(minutes=1))
        make_contribution(unit, **at_desk, due_at=now + timedelta(minutes=1))
        make_contribution(unit, **at_desk, **held, claimed_by=editor)
        for days in (0, 6, 40):
            used_at = now - timedelta(days=days)
            make_contribution(unit, state=ContributionState.USED, kind=kind, used_at=used_at)
    make_contribution(unit)


def test_desk_counts_what_all_units_sent_to_it(unit):
    editor = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)
    fill_board(unit, editor)
    make_contribution(make_unit(), state=ContributionState.DESK_REVIEW)
    assert counted(editor) == [4, 1, 1, 2]


def test_editor_in_chief_reads_the_figures_of_the_own_desk(unit):
    editor = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)
    fill_board(unit, editor)
    assert counted(make_user(portal_role=PortalRole.NEWS_EDITOR_IN_CHIEF)) == [3, 2, 1, 2]
    both = make_user(portal_role=PortalRole.NEWS_EDITOR_IN_CHIEF)
    grant_portal_role(user=both, role=PortalRole.THEMATIC_EDITOR_IN_CHIEF)
    assert counted(both) == [6, 4, 2, 4]


def test_figures_of_a_desk_cost_one_query(unit, count_queries):
    editor = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)
    desks = boards_of(editor)
    fill_board(unit, editor)
    assert count_queries(lambda: board_figures(editor, desks=desks, now=timezone.now())) == 1


@pytest.mark.parametrize(
    "portal_role", [PortalRole.NEWS_DESK_EDITOR, PortalRole.NEWS_EDITOR_IN_CHIEF]
)
def test_every_figure_of_a_desk_links_to_its_part_of_the_board(unit, portal_role):
    person = make_user(portal_role=portal_role)
    fill_board(unit, person)
    client = client_of(person)
    for figure in figures(person):
        listed = client.get(figure["url"]).context["object_list"]
        assert len(listed) == figure["count"], figure["label"]


def test_every_figure_links_to_a_list_of_as_many(unit, chief):
    now = timezone.now()
    for days in (0, 6, 7, 8, 40):
        used_at = now - timedelta(days=days)
        make_contribution(unit, state=ContributionState.USED, used_at=used_at)
    make_contribution(unit)
    make_contribution(unit, state=ContributionState.RETURNED)
    client = client_of(chief)
    for figure in figures(chief):
        listed = client.get(figure["url"]).context["object_list"]
        assert len(listed) == figure["count"], figure["label"]


@pytest.mark.parametrize("portal_role", [PortalRole.OFFICE, None])
def test_who_has_no_pieces_has_no_figures(unit, portal_role):
    make_contribution(unit)
    assert figures(make_user(portal_role=portal_role)) == []


def test_contributor_may_write_every_kind(unit):
    writer = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    links = writing_links(writer)
    assert [link["main"] for link in links] == [True, False, False]
    assert f"/newspage/{section_of(unit, 'news').pk}/" in links[0]["url"]
    client = client_of(writer)
    assert [client.get(link["url"]).status_code for link in links] == [200] * 3


@pytest.mark.parametrize("kind", [UnitKind.DEPARTMENT, UnitKind.ATTACHED_UNIT])
def test_thematic_pieces_come_first_for_departments(kind):
    writer = make_user(unit=make_unit(kind=kind), role=UnitRole.CONTRIBUTOR)
    assert "/thematicpage/" in writing_links(writer)[0]["url"]


@pytest.mark.parametrize("role", [UnitRole.ADMINISTRATOR, None])
def test_who_does_not_write_gets_no_button(unit, role):
    assert writing_links(make_user(unit=unit, role=role)) == []


def test_waiting_list_shows_the_oldest_and_says_that_there_are_more(unit, chief):
    for hours in range(1, WAITING_SHOWN + 1):
        make_contribution(unit, title=f"Bài chờ {hours:02}", waiting=timedelta(hours=hours))
    whole = dashboard(chief)
    assert all(f"Bài chờ {hours:02}" in whole for hours in range(1, WAITING_SHOWN + 1))
    assert f'<p><a href="{reverse("review_queue")}">' not in whole
    make_contribution(unit, title="Bài mới nhất", waiting=timedelta(minutes=1))
    more = dashboard(chief)
    assert "Bài mới nhất" not in more
    assert f'<p><a href="{reverse("review_queue")}">' in more


def test_desk_sees_what_is_urgent_first_and_goes_on_to_its_board(unit):
    editor = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)
    at_desk = {"state": ContributionState.DESK_REVIEW}
    make_contribution(unit, **at_desk, title="Bài cũ", waiting=timedelta(days=3))
    make_contribution(unit, **at_desk, title="Bài gấp", priority=2)
    own = make_contribution(unit, **at_desk, title="Bài của tôi", priority=2)
    type(own.page).objects.filter(pk=own.page_id).update(owner=editor)
    for number in range(WAITING_SHOWN):
        make_contribution(unit, **at_desk, title=f"Bài khác {number}")
    shown = dashboard(editor)
    assert shown.index("Bài gấp") < shown.index("Bài cũ")
    assert "Bài của tôi" not in shown
    assert f'<p><a href="{reverse("newsroom_board")}">' in shown


def test_waiting_list_of_another_unit_is_not_shown(unit):
    make_contribution(make_unit(), title="Bài của đơn vị khác")
    make_contribution(unit, title="Bài của mình")
    chief = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    shown = dashboard(chief)
    assert "Bài của mình" in shown
    assert "Bài của đơn vị khác" not in shown


@pytest.mark.parametrize(
    "fields",
    [
        {"role": UnitRole.CONTRIBUTOR},
        {"role": UnitRole.CHIEF_EDITOR},
        {"role": UnitRole.ADMINISTRATOR},
        {"portal_role": PortalRole.NEWS_DESK_EDITOR},
        {"portal_role": PortalRole.THEMATIC_DESK_HEAD},
        {"portal_role": PortalRole.THEMATIC_EDITOR_IN_CHIEF},
        {"portal_role": PortalRole.OFFICE},
        {"portal_role": PortalRole.PORTAL_ADMINISTRATOR},
    ],
    ids=lambda fields: str(next(iter(fields.values()))),
)
def test_first_screen_costs_the_same_at_1_3_and_300_pieces(unit, fields, count_queries):
    client = client_of(make_user(unit=unit, **fields))
    first = make_contribution(unit)
    at_desk = make_contribution(unit, state=ContributionState.DESK_REVIEW)

    def cost() -> int:
        return count_queries(lambda: client.get(reverse("wagtailadmin_home")))

    cost()
    at_one = cost()
    for number in (2, 297):
        multiply(first, number=number)
        multiply(at_desk, number=number)
        assert cost() == at_one
