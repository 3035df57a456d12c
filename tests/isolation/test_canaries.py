"""No word that one unit keeps to itself reaches anybody else, at any address, by any method."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import resolve
from wagtail.log_actions import log

from isolation.walk import UNSAFE, Visit, Visitor, filled_addresses, open_or_once, queries, walk
from isolation.world import EXECUTIVE, KINDS, World
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db

GATE = "units.gate.middleware.AdminGateMiddleware"
# What a desk may see of another unit: the piece before it, and who sent that piece. Those who read
# the quotas of all units see why one is exempt.
ALLOWED = {
    "news desk": {"newsdesk", "name", "exemption"},
    "thematic desk": {"thematicdesk", "name", "exemption"},
    # The Office runs documents, directives and people of all units; the Propaganda department
    # judges their reports.
    "office": {"exemption", *EXECUTIVE, "name", "mail"},
    "propaganda": {"report", "name"},
}
# Whose work it is to change what units have of these.
RUNNERS = {"office", "propaganda"}
ROLES = [
    "our contributor",
    "our chief_editor",
    "our administrator",
    "our respondent",
    "our officer",
    "our leader",
    "news desk",
    "office",
    "propaganda",
    "anonymous",
]
# What a view shows does not depend on the database: thousands of requests are made on one of them,
# and on the other by the person who sees most of a unit.
ON_ONE_DATABASE = [
    pytest.param(role, marks=[] if role == "our chief_editor" else pytest.mark.sqlite)
    for role in ROLES
]
# The gate decides before the method is looked at: for what changes things, a few pages will do.
KINDS_TO_POST = {
    "draft",
    "thematicdesk",
    "mixed",
    "news",
    "image",
    "document",
    "person",
    "original",
    "english",
    "executive",
}
PUT_AND_DELETE = {
    "wagtail_localize:edit_string_translation",
    "wagtail_localize:edit_override",
    "wagtailadmin_dismissibles",
}
LISTS = [
    "/admin/",
    "/admin/api/main/pages/",
    "/admin/pages/search/",
    "/admin/pages/search/results/",
    "/admin/choose-page/",
    "/admin/choose-page/search/",
    "/admin/choose-page/chosen-multiple/",
    "/admin/images/",
    "/admin/images/results/",
    "/admin/images/chooser/",
    "/admin/images/chooser/results/",
    "/admin/images/chooser/chosen-multiple/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/documents/chooser/results/",
    "/admin/documents/chooser/chosen-multiple/",
    "/admin/tag-autocomplete/",
    "/admin/reports/site-history/",
    "/admin/bulk/wagtailcore/page/delete/",
    "/admin/bulk/wagtailimages/image/delete/",
    "/admin/pieces/",
    "/admin/queue/",
    "/admin/accounts/",
    "/admin/quotas/",
    "/admin/quotas/ranking/",
    "/admin/quotas/short/",
    "/admin/quotas/export/",
    "/admin/quotas/mine/",
    "/admin/quota-exemptions/",
    "/admin/english-pages/",
    "/admin/english-pages/export/",
    "/admin/opinions/",
    "/admin/opinions/topics/",
    "/admin/questions/",
    "/admin/questions/export/",
    "/admin/questions/advice/",
    "/admin/questions/resend/",
    "/admin/reply-templates/",
    "/admin/newsroom/",
    "/admin/newsroom/results/",
    "/admin/newsroom/bulk/",
    "/admin/front-page/",
    "/admin/front-page/preview/",
    "/admin/front-page/vi/lead/add/",
    "/admin/front-page/vi/news/add/",
    *("/admin/people/", "/admin/people/export/", "/admin/bodies/", "/admin/staffing/"),
    *("/admin/staffing/export/", "/admin/figures/", "/admin/figures/export/"),
    *("/admin/official-documents/", "/admin/official-documents/export/"),
    *("/admin/directives/", "/admin/directives/waiting/", "/admin/directives/inbox/"),
    *("/admin/directives/matrix/", "/admin/directives/matrix/export/"),
    *("/admin/reports/", "/admin/reports/mine/", "/admin/reports/summary/"),
]


def faults(visits: list[Visit], allowed: set[str] = frozenset()) -> list[str]:
    """Return one line for each visit that saw, broke or changed something."""
    return [
        f"{visit.method} {visit.url} ({visit.kind}): {visit.status} "
        f"{sorted(visit.canaries - allowed)}{'' if visit.unchanged else ' CHANGED'}"
        for visit in visits
        if visit.canaries - allowed or visit.status >= 500 or not visit.unchanged
    ]


@pytest.mark.parametrize("role", ON_ONE_DATABASE)
def test_no_address_shows_another_units_things(world: World, role):
    visitor = Visitor(world, world.roles()[role])
    addresses = open_or_once(visitor, filled_addresses(world))
    visits = list(walk(visitor, addresses, ["GET"]))
    assert len(visits) > 300
    assert faults(visits, ALLOWED.get(role, set())) == []


@pytest.mark.sqlite
@pytest.mark.parametrize("role", ROLES)
def test_no_form_changes_another_units_things(world: World, role):
    visitor = Visitor(world, world.roles()[role])
    posted = KINDS_TO_POST - ({"executive"} if role in RUNNERS else set())
    addresses = [row for row in filled_addresses(world) if row[2] in posted]
    visits = list(walk(visitor, open_or_once(visitor, addresses), ["POST"]))
    few = [row for row in addresses if row[0] in PUT_AND_DELETE]
    visits += walk(visitor, few, UNSAFE)
    allowed = {"newsdesk", "name"} if role == "news desk" else set()
    assert faults(visits, allowed | (ALLOWED[role] if role in RUNNERS else set())) == []


@pytest.mark.sqlite
@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_no_list_or_search_shows_another_units_things(world: World, role):
    visitor = Visitor(world, world.roles()[role])
    explorer = f"/admin/pages/{unit_home(world.ours.unit).pk}/"
    addresses = [
        (resolve(path).view_name, f"{path}?{query}", "list")
        for path in (*LISTS, "/admin/pages/", explorer, f"{explorer}results/")
        for query in queries(world)
    ]
    visits = list(walk(visitor, open_or_once(visitor, addresses), ["GET"]))
    assert faults(visits, ALLOWED.get(role, set())) == []


def test_the_desk_reads_its_own_piece_and_no_other(world: World):
    visitor = Visitor(world, world.staff["thematic desk"])
    pages = world.theirs.pages
    own = pages["thematicdesk"].pk
    for address in (
        f"/admin/pages/{own}/edit/",
        f"/admin/pages/{own}/history/",
        f"/admin/pages/{own}/view_draft/",
        f"/admin/pages/{own}/revisions/compare/earliest...latest/",
    ):
        assert visitor.visit("GET", address).status == 200, address
    for kind in ("draft", "review", "newsdesk", "notice", "change"):
        visit = visitor.visit("GET", f"/admin/pages/{pages[kind].pk}/edit/")
        assert (visit.status, visit.canaries) == (404, frozenset())


def test_the_desk_alone_reads_the_correction_on_which_it_works(world: World):
    page = world.theirs.pages["corrected"]
    piece = page.contribution.pk
    addresses = (f"/admin/pages/{page.pk}/edit/", f"/admin/corrections/{piece}/new/")
    desk = Visitor(world, world.staff["thematic desk"])
    for address in addresses:
        visit = desk.visit("GET", address)
        assert (visit.status, visit.canaries - {"name"}) == (200, {"correction"}), address
    others = {**world.roles(), "their chief editor": world.theirs.people["chief_editor"]}
    del others["thematic desk"], others["anonymous"]
    for role, user in others.items():
        assert Visitor(world, user).visit("GET", addresses[1]).status == 404, role


OWNERS_WALK = (
    "polls",
    "poll_codes",
    "wagtailadmin_pages:edit",
    "wagtailimages:edit",
    "wagtaildocs:edit",
    "quota_unit",
    "contribution_track",
    "question_show",
    "opinion_show",
    "opinion_group",
)


def test_the_dashboard_forgets_pages_that_went_on_from_the_desk(world: World):
    """A desk editor once mended the other unit's draft; its later titles are not theirs."""
    editor = world.staff["news desk"]
    for kind in ("draft", "newsdesk"):
        log(instance=world.theirs.pages[kind], action="wagtail.edit", user=editor)
    visit = Visitor(world, editor).visit("GET", "/admin/")
    assert visit.status == 200
    assert visit.canaries == {"newsdesk"}


def test_owners_do_see_them_at_the_same_addresses(world: World):
    addresses = [row for row in filled_addresses(world) if row[0] in OWNERS_WALK]
    for person in (world.theirs.people["chief_editor"], world.staff["portal administrator"]):
        visitor = Visitor(world, person)
        seen = {kind for visit in walk(visitor, addresses, ["GET"]) for kind in visit.canaries}
        assert set(KINDS) - {"mail", "filter", "question", *EXECUTIVE} <= seen
    people = visitor.visit(
        "GET", "/admin/users/edit/{}/".format(world.theirs.people["contributor"].pk)
    )
    assert "mail" in people.canaries
    assert "question" in seen


EXECUTIVE_WALK = (
    "person_show",
    "figure_unit",
    "official_document",
    "directive_receipt",
    "report_show",
)


def test_officers_and_leaders_do_see_their_own_unit(world: World):
    addresses = [row for row in filled_addresses(world) if row[0] in EXECUTIVE_WALK]
    for role in ("officer", "leader"):
        visitor = Visitor(world, world.theirs.people[role])
        seen = {kind for visit in walk(visitor, addresses, ["GET"]) for kind in visit.canaries}
        assert set(EXECUTIVE) <= seen


@pytest.mark.parametrize("role", ROLES)
def test_no_file_of_a_document_is_fetched_by_a_guessed_address(world: World, role):
    visitor = Visitor(world, world.roles().get(role))
    visits = [visitor.visit("GET", url) for url in world.theirs.executive.public_addresses()]
    expected = 200 if role == "office" else 404
    assert {visit.status for visit in visits} == {expected}


def test_a_question_is_read_by_those_who_answer_it(world: World):
    address = f"/admin/questions/{world.theirs.question.pk}/"
    seen = {
        role: Visitor(world, user).visit("GET", address).canaries
        for role, user in world.theirs.people.items()
    }
    assert "question" in seen.pop("respondent")
    assert set(seen.values()) == {frozenset()}


def test_a_saved_filter_is_its_owner_s_alone(world: World):
    seen = {
        name: "filter"
        in Visitor(world, world.staff[name]).visit("GET", "/admin/newsroom/").canaries
        for name in ("news desk", "thematic desk", "portal administrator")
    }
    assert seen == {"news desk": False, "thematic desk": True, "portal administrator": False}


def test_the_desk_follows_a_piece_and_not_what_its_unit_does_with_it(world: World):
    page = world.theirs.pages["update"]
    address = f"/admin/newsroom/{page.contribution.pk}/"
    for person, expected in (
        (world.staff["news desk"], {"name"}),
        (world.theirs.people["contributor"], {"name", "reason"}),
    ):
        visit = Visitor(world, person).visit("GET", address)
        assert (visit.status, visit.canaries) == (200, expected)


def test_without_the_gate_the_walk_finds_leaks(world: World):
    without = [name for name in settings.MIDDLEWARE if name != GATE]
    addresses = [row for row in filled_addresses(world) if row[2] in {"draft", "mixed", "image"}]
    with override_settings(MIDDLEWARE=without):
        visitor = Visitor(world, world.ours.people["chief_editor"])
        found = {name for name, url, kind in addresses if visitor.visit("GET", url, kind).canaries}
    assert {"wagtailadmin_pages:move_confirm", "wagtailadmin_choose_page_child"} <= found
    assert len(found) >= 5


def test_a_foreign_id_looks_like_one_that_never_was(world: World):
    visitor = Visitor(world, world.ours.people["chief_editor"])
    page = world.theirs.pages["draft"].pk
    foreign = visitor.client.get(f"/admin/pages/{page}/edit/")
    absent = visitor.client.get("/admin/pages/987654/edit/")
    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content
