"""The desks' screen of the front page: who opens what, every refusal, two people, the preview."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from wagtail.users.models import UserProfile

from articles.corrections.retracting import retract
from articles.enums import Placement
from articles.models import ArticlePage
from core.models import AuditEntry
from factories.bulk import copy_live
from factories.front_page import curator_of, make_slot, version_of
from factories.newsroom import make_used_piece
from factories.portal import make_article, make_unit, make_user
from home.models import FrontSlot
from home.zones import Zone
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db
SCREEN = "/admin/front-page/"
ADD = "/admin/front-page/vi/{}/add/"
ORDER = "/admin/front-page/vi/{}/order/"
SLOT = "/admin/front-page/slots/{}/{}/"
HOUR = timedelta(hours=1)


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def piece(unit):
    return make_article("news", unit, title="Tin thử nghiệm", published_at=timezone.now() - HOUR)


@pytest.fixture
def editor(client: Client, unit):
    """An editor of the news desk, logged in."""
    user = curator_of(Zone.LEAD)
    client.force_login(user)
    return user


def typed(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def in_english(user) -> None:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})


def words(response) -> str:
    return response.content.decode()


# Who opens what

READ_ONLY = [PortalRole.NEWS_EDITOR_IN_CHIEF, PortalRole.THEMATIC_EDITOR_IN_CHIEF]
FILLS = {
    PortalRole.NEWS_DESK_EDITOR: {"lead", "side", "news", "photo", "video"},
    PortalRole.NEWS_DESK_HEAD: {"lead", "side", "news", "photo", "video"},
    PortalRole.THEMATIC_DESK_EDITOR: {"thematic"},
    PortalRole.THEMATIC_DESK_HEAD: {"thematic"},
    PortalRole.OFFICE: {"notice"},
}


@pytest.mark.parametrize("role", [*FILLS, *READ_ONLY])
def test_every_desk_reads_all_and_is_offered_its_own_zones(client: Client, unit, role) -> None:
    client.force_login(make_user(portal_role=role))
    response = client.get(SCREEN)
    assert response.status_code == 200
    zones = {one["zone"].zone.value: one for one in response.context["zones"]}
    assert list(zones) == Zone.values
    offered = {name for name, one in zones.items() if one["add_url"]}
    assert offered == FILLS.get(role, set())
    assert response["Cache-Control"].startswith("max-age=0")


@pytest.mark.parametrize("role", [*FILLS, *READ_ONLY])
@pytest.mark.parametrize("zone", ["lead", "thematic", "notice"])
def test_a_zone_of_another_desk_does_not_exist(client: Client, unit, role, zone) -> None:
    kind = zone if zone != "lead" else "news"
    slot = make_slot(make_article(kind, unit), zone)
    client.force_login(make_user(portal_role=role))
    expected = 200 if zone in FILLS.get(role, set()) else 404
    assert client.get(ADD.format(zone)).status_code == expected
    assert client.get(SLOT.format(slot.pk, "times")).status_code == expected
    assert client.get(SLOT.format(slot.pk, "remove")).status_code == expected
    for address in (
        *(SLOT.format(slot.pk, name) for name in ("move", "end", "remove", "times")),
        ORDER.format(zone),
        ADD.format(zone),
    ):
        status = client.post(address, {"version": "99"}).status_code
        assert (status == 404) == (expected == 404), address
    assert FrontSlot.objects.get().shown_until is None


@pytest.mark.parametrize("role", [*UnitRole, PortalRole.FINANCE, None])
def test_nobody_else_finds_any_of_the_addresses(client: Client, unit, piece, role) -> None:
    slot = make_slot(piece)
    fields = {"portal_role": role} if role == PortalRole.FINANCE else {"role": role, "unit": unit}
    if role is not None:
        client.force_login(make_user(**fields))
    for address in (
        SCREEN,
        f"{SCREEN}preview/",
        ADD.format("lead"),
        ORDER.format("lead"),
        *(SLOT.format(slot.pk, name) for name in ("times", "move", "end", "remove")),
    ):
        for response in (client.get(address), client.post(address, {"version": "0"})):
            assert response.status_code == (302 if role is None else 404), address
            if role is None:
                assert response.url.startswith("/admin/login/")
    assert FrontSlot.objects.filter(pk=slot.pk, shown_until=None).exists()


@pytest.mark.parametrize(
    "address",
    [
        ADD.format("nowhere"),
        "/admin/front-page/fr/lead/add/",
    ],
)
def test_what_is_not_there_is_404(client: Client, editor, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_menu_leads_desks_there_and_units_not(client: Client, unit, editor) -> None:
    assert f'href="{SCREEN}"' in words(client.get("/admin/")).replace("&quot;", '"') or (
        SCREEN in words(client.get("/admin/"))
    )
    client.force_login(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    assert SCREEN not in words(client.get("/admin/"))


# Placing


def test_a_piece_is_found_chosen_and_placed(client: Client, editor, unit, piece) -> None:
    make_article("news", unit, title="Chuyện khác")
    page = client.get(ADD.format("side"), {"q": "thu nghiem"})
    assert [one.pk for one in page.context["pieces"]] == [piece.pk]
    now = timezone.now()
    data = {"piece": piece.pk, "shown_from": typed(now), "shown_until": "", "version": "0"}
    response = client.post(ADD.format("side"), data)
    slot = FrontSlot.objects.get()
    assert response.status_code == 302
    assert response.url.endswith(f"#slot-{slot.pk}")
    assert (slot.piece_id, slot.zone, slot.placed_by) == (piece.pk, "side", editor)
    assert "Tin thử nghiệm" in words(client.get(SCREEN))


def test_a_second_click_places_nothing_twice(client: Client, editor, piece) -> None:
    data = {"piece": piece.pk, "shown_from": typed(timezone.now()), "version": "0"}
    for _click in range(2):
        response = client.post(ADD.format("lead"), data)
    assert FrontSlot.objects.count() == 1
    assert response.status_code == 200
    # The person themself was first.
    assert editor.get_full_name() in words(response)


@pytest.mark.parametrize(
    ("change", "vietnamese", "english"),
    [
        ({"piece": ""}, "Chọn một tin, bài.", "Choose a piece."),
        ({"piece": "abc"}, "Chọn một tin, bài.", "Choose a piece."),
        ({"piece": "9" * 30}, "Chọn một tin, bài.", "Choose a piece."),
        ({"piece": "987654"}, "đúng loại", "Only pieces of this kind"),
        ({"shown_from": ""}, "ngày và giờ", "Write a day and a time."),
        ({"shown_from": "hôm nay"}, "ngày và giờ", "Write a day and a time."),
        ({"shown_from": "0001-01-01T00:00"}, "ngày và giờ", "Write a day and a time."),
        ({"shown_until": "9999-12-31T23:59"}, "ngày và giờ", "Write a day and a time."),
        ({"shown_until": "2020-01-01T08:00"}, "sau", "The end must lie after the beginning."),
    ],
    ids=str,
)
def test_a_refused_placing_says_why_and_keeps_what_was_typed(
    client: Client, editor, piece, change, vietnamese, english
) -> None:
    end = typed(timezone.now() + 2 * HOUR)
    data = {"piece": piece.pk, "shown_from": typed(timezone.now()), "shown_until": end}
    data |= {"version": "0", "q": "thử"} | change
    text = words(client.post(ADD.format("lead"), data))
    assert vietnamese in text
    assert 'name="q" value="thử"' in text
    if "piece" not in change:
        assert f'value="{piece.pk}" checked' in text
    if "shown_until" not in change:
        assert f'value="{end}"' in text
    in_english(editor)
    assert english in words(client.post(ADD.format("lead"), data))
    assert not FrontSlot.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_version_that_is_none_places_nothing(client: Client, editor, piece, version) -> None:
    data = {"piece": piece.pk, "shown_from": typed(timezone.now()), "version": version}
    assert client.post(ADD.format("lead"), data).status_code == 200
    slot = make_slot(piece)
    client.post(SLOT.format(slot.pk, "remove"), {"version": version})
    assert FrontSlot.objects.get() == slot


def test_only_pieces_that_can_stand_there_are_offered(client: Client, editor, unit, piece) -> None:
    make_article("news", unit, title="Tin nháp", live=False)
    make_article("thematic", unit, title="Tin khác loại")
    on_sub_site = make_article("news", unit, title="Tin trang đơn vị")
    ArticlePage.objects.filter(pk=on_sub_site.pk).update(placement=Placement.SUB_SITE)
    for query in ({}, {"q": "tin"}):
        offered = client.get(ADD.format("news"), query).context["pieces"]
        assert [one.pk for one in offered] == [piece.pk]
    titles = {one.title for one in client.get(ADD.format("lead")).context["pieces"]}
    assert titles == {"Tin thử nghiệm", "Tin khác loại"}


@pytest.mark.parametrize("query", ["'\"\\", "\x00", "%", "a" * 3000, "🤝", "OR NOT ("])
def test_strange_words_find_nothing_and_break_nothing(client: Client, editor, piece, query) -> None:
    assert client.get(ADD.format("lead"), {"q": query}).status_code == 200


def test_searching_costs_the_same_at_1_3_and_300(
    client: Client, editor, piece, count_queries
) -> None:
    address = ADD.format("lead")
    client.get(address)
    counts = [count_queries(lambda: client.get(address))]
    for more in (2, 297):
        copy_live(piece, number=more)
        counts.append(count_queries(lambda: client.get(address)))
    assert len(set(counts)) == 1


# Times, end, order, removal


def test_times_are_changed_and_typed_ones_kept_when_refused(client: Client, editor, piece) -> None:
    slot = make_slot(piece)
    address = SLOT.format(slot.pk, "times")
    bad = {"shown_from": typed(slot.shown_from), "shown_until": "2020-01-01T08:00", "version": "0"}
    response = client.post(address, bad)
    assert 'value="2020-01-01T08:00"' in words(response)
    assert "Thời điểm kết thúc" in words(response)
    in_english(editor)
    assert "The end must lie after the beginning." in words(client.post(address, bad))
    end = timezone.now() + HOUR
    good = bad | {"shown_until": typed(end)}
    assert client.post(address, good).status_code == 302
    before, slot = slot, FrontSlot.objects.get()
    assert typed(slot.shown_until) == typed(end)
    # The minute was not touched, so the seconds stay.
    assert slot.shown_from == before.shown_from


def test_move_and_drag_put_slots_in_order(client: Client, editor, unit) -> None:
    slots = [make_slot(make_article("news", unit), Zone.SIDE) for _number in range(3)]
    first, second, third = (slot.pk for slot in slots)

    def order() -> list[int]:
        return list(FrontSlot.objects.values_list("pk", flat=True))

    client.post(SLOT.format(third, "move"), {"direction": "up", "version": version_of("side")})
    assert order() == [first, third, second]
    client.post(SLOT.format(first, "move"), {"direction": "down", "version": version_of("side")})
    assert order() == [third, first, second]
    data = {"order": f"{second},{first},{third}", "version": version_of("side")}
    assert client.post(ORDER.format("side"), data).status_code == 302
    assert order() == [second, first, third]


@pytest.mark.parametrize("direction", ["up", "sideways", ""])
def test_the_first_does_not_move_further_up(client: Client, editor, unit, direction) -> None:
    slots = [make_slot(make_article("news", unit), Zone.SIDE) for _number in range(2)]
    sent = {"direction": direction, "version": "0"}
    text = words(client.post(SLOT.format(slots[0].pk, "move"), sent, follow=True))
    assert "không chuyển" in text
    assert version_of("side") == 0
    in_english(editor)
    text = words(client.post(SLOT.format(slots[0].pk, "move"), sent, follow=True))
    assert "cannot be moved further" in text


@pytest.mark.parametrize("order", ["", "x", "1;2", "1,1", "987654", "9" * 40, "1," * 300])
def test_an_order_that_is_none_changes_nothing(client: Client, editor, piece, order) -> None:
    make_slot(piece, Zone.SIDE)
    text = words(client.post(ORDER.format("side"), {"order": order, "version": "0"}, follow=True))
    assert "Thứ tự này" in text
    assert version_of("side") == 0


def test_ending_and_removing_and_a_second_click(client: Client, editor, piece) -> None:
    slot = make_slot(piece)
    address = SLOT.format(slot.pk, "end")
    assert "Đã kết thúc" in words(client.post(address, {"version": "0"}, follow=True))
    again = words(client.post(address, {"version": "1"}, follow=True))
    assert "đã hết giờ" in again
    remove = SLOT.format(slot.pk, "remove")
    assert client.get(remove).status_code == 200
    assert FrontSlot.objects.exists()
    client.post(remove, {"version": "1"})
    assert not FrontSlot.objects.exists()
    assert "vừa bỏ" in words(client.post(remove, {"version": "2"}, follow=True))
    in_english(editor)
    for name in ("remove", "times", "move", "end"):
        gone = client.post(SLOT.format(slot.pk, name), {"version": "2"}, follow=True)
        assert "A colleague has removed this piece meanwhile." in words(gone)
    actions = AuditEntry.objects.filter(action__startswith="front.").values_list(
        "action", flat=True
    )
    assert sorted(actions) == ["front.ended", "front.removed"]


@pytest.mark.parametrize("name", ["move", "end"])
def test_changes_need_a_post(client: Client, editor, piece, name) -> None:
    assert client.get(SLOT.format(make_slot(piece).pk, name)).status_code == 405


# Two people at once


def test_the_second_of_two_hears_of_the_first_and_tries_again(client: Client, editor, unit) -> None:
    slots = [make_slot(make_article("news", unit), Zone.SIDE) for _number in range(2)]
    colleague = make_user(
        portal_role=PortalRole.NEWS_DESK_HEAD, last_name="Trần Văn", first_name="Bình"
    )
    other = Client()
    other.force_login(colleague)
    seen = {"version": "0"}
    other.post(SLOT.format(slots[1].pk, "move"), seen | {"direction": "up"})
    text = words(
        client.post(SLOT.format(slots[1].pk, "move"), seen | {"direction": "up"}, follow=True)
    )
    assert "Trần Văn Bình" in text
    assert list(FrontSlot.objects.all()) == [slots[1], slots[0]]
    text = words(client.post(SLOT.format(slots[1].pk, "remove"), seen, follow=True))
    assert "Trần Văn Bình" in text
    assert FrontSlot.objects.count() == 2


def test_a_refused_form_counts_on_what_stands_now(client: Client, editor, unit, piece) -> None:
    other = Client()
    other.force_login(make_user(portal_role=PortalRole.NEWS_DESK_HEAD))
    data = {"shown_from": typed(timezone.now()), "version": "0"}
    other.post(ADD.format("side"), data | {"piece": make_article("news", unit).pk})
    mine = data | {"piece": piece.pk}
    response = client.post(ADD.format("side"), mine)
    assert f'value="{piece.pk}" checked' in words(response)
    version = response.context["form"]["version"].value()
    assert version == "1"
    assert client.post(ADD.format("side"), mine | {"version": version}).status_code == 302
    assert FrontSlot.objects.count() == 2


# What the screen and the preview show


def test_the_screen_at_a_moment_and_the_last_changes(client: Client, editor, piece) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    data = {"piece": piece.pk, "shown_from": typed(tomorrow), "version": "0"}
    client.post(ADD.format("lead"), data)
    now = client.get(SCREEN)
    lead = now.context["zones"][0]["zone"]
    assert [row.state for row in lead.rows] == ["later"]
    later = client.get(SCREEN, {"at": typed(tomorrow)})
    assert [row.state for row in later.context["zones"][0]["zone"].rows] == ["shown"]
    assert f"đưa vào “Tin chính”: {piece.title}" in words(now)
    assert editor.get_full_name() in words(now)


@pytest.mark.parametrize("query", [{"at": "x"}, {"at": "0001-01-01T00:00"}, {"locale": "xx"}])
def test_a_moment_that_is_none_is_named_or_shows_now(client: Client, editor, query) -> None:
    response = client.get(SCREEN, query)
    assert response.status_code == 200
    if "at" in query:
        assert "ngày và giờ" in words(response)
    assert response.context["is_now"]


def test_each_language_has_its_own_screen(client: Client, editor, piece) -> None:
    make_slot(piece)
    assert "Tin thử nghiệm" not in words(client.get(SCREEN, {"locale": "en"}))


def test_the_preview_is_the_page_of_that_moment_for_desks_alone(
    client: Client, editor, unit, piece
) -> None:
    planned = make_article(
        "news", unit, title="Tin của ngày mai", published_at=timezone.now() - timedelta(days=9)
    )
    tomorrow = timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)
    make_slot(planned, shown_from=tomorrow)
    preview = f"{SCREEN}preview/"
    now, later = client.get(preview), client.get(preview, {"at": typed(tomorrow)})
    assert now.context["front"]["lead"].pk == piece.pk
    assert later.context["front"]["lead"].pk == planned.pk
    assert "Bản xem trước trang chủ lúc" in words(later)
    assert later["Cache-Control"].startswith("private, no-store")
    assert later["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in words(later)
    english = client.get(preview, {"locale": "en"})
    assert english["Content-Language"] == "en"
    assert '<html lang="en"' in words(english)
    client.logout()
    assert client.get("/").context["front"]["lead"].pk == piece.pk


def test_a_piece_gone_shows_the_title_it_had_and_why(client: Client, editor, piece) -> None:
    make_slot(piece)
    page = Page.objects.get(pk=piece.pk).specific
    page.unpublish()
    ArticlePage.objects.filter(pk=piece.pk).update(title="Nháp kín của đơn vị")
    text = words(client.get(SCREEN))
    assert "Nháp kín của đơn vị" not in text
    assert "Tin thử nghiệm" in text
    assert "không còn đăng" in text


# The API


def ids(answer: dict) -> set[int]:
    cards = [answer["lead"]] if answer["lead"] else []
    cards += [*answer["side"], *answer["photo_stories"], *answer["videos"]]
    for section in answer["sections"]:
        cards += section["items"]
    return {card["id"] for card in cards}


def test_api_gives_the_front_page_without_what_readers_do_not_find(client: Client, unit) -> None:
    shown = make_article("news", unit)
    hidden = [make_article("news", unit) for _number in range(2)]
    for one in (shown, *hidden):
        make_slot(one)
    Page.objects.get(pk=hidden[0].pk).specific.unpublish()
    ArticlePage.objects.filter(pk=hidden[1].pk).update(placement=Placement.SUB_SITE)
    contribution = make_used_piece(unit, used_at=timezone.now() - HOUR)
    make_slot(contribution.page)
    head = make_user(portal_role=PortalRole.NEWS_DESK_HEAD)
    retract(contribution_id=contribution.pk, user=head, note_vi="Sai.", now=timezone.now())
    draft = make_article("news", unit, live=False)
    for user in (None, make_user(unit=unit, role=UnitRole.CHIEF_EDITOR), head):
        if user:
            client.force_login(user)
        answer = client.get("/api/v3/front-page/").json()
        assert ids(answer) == {shown.pk}
        assert draft.title not in str(answer)
    assert answer["lead"]["id"] == shown.pk
    assert [section["kind"] for section in answer["sections"]] == ["news", "thematic", "notice"]


def test_api_speaks_both_languages_and_refuses_others(client: Client, piece) -> None:
    assert client.get("/api/v3/front-page/", {"locale": "en"}).json()["lead"] is None
    assert client.get("/api/v3/front-page/").json()["locale"] == "vi"
    assert client.get("/api/v3/front-page/", {"locale": "fr"}).status_code == 422
    assert client.post("/api/v3/front-page/").status_code == 405


def test_api_costs_the_same_at_1_3_and_300(client: Client, piece, count_queries) -> None:
    make_slot(piece, Zone.SIDE)
    client.get("/api/v3/front-page/")
    counts = [count_queries(lambda: client.get("/api/v3/front-page/"))]
    for more in (2, 297):
        copy_live(piece, number=more)
        counts.append(count_queries(lambda: client.get("/api/v3/front-page/")))
    assert len(set(counts)) == 1
