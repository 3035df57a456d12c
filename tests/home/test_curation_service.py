"""Placing, timing, ordering, ending and removing: who may, what is refused, two at once."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from articles.enums import Placement
from articles.models import ArticlePage
from core.models import AuditEntry
from factories.front_page import change_by, curator_of, language, make_slot, version_of
from factories.portal import make_article, make_unit, make_user
from home.models import FrontSlot
from home.services.curation import (
    CurationRefused,
    ZoneChanged,
    end_now,
    place_piece,
    remove_slot,
    reorder,
    set_times,
)
from home.zones import Zone
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-20T08:00:00+07:00")
HOUR = timedelta(hours=1)
KIND = {zone: zone.value for zone in Zone if zone not in (Zone.LEAD, Zone.SIDE)}


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def piece(unit):
    return make_article("news", unit, published_at=NOW - HOUR)


@pytest.fixture
def editor():
    return curator_of(Zone.LEAD)


def place(piece, user, zone=Zone.LEAD, *, shown_from=NOW, shown_until=None, **change):
    return place_piece(
        locale=language(),
        zone=Zone(zone),
        piece_id=piece.pk,
        shown_from=shown_from,
        shown_until=shown_until,
        change=change_by(user, zone, now=NOW, **change),
    )


def audit() -> list[tuple[str, dict]]:
    entries = AuditEntry.objects.filter(action__startswith="front.").order_by("pk")
    return [(entry.action, entry.data) for entry in entries]


def test_a_placed_piece_says_who_and_when_and_is_audited(piece, editor):
    slot = place(piece, editor, shown_until=NOW + HOUR)
    assert (slot.placed_by, slot.placed_at, slot.rank) == (editor, NOW, 1)
    assert (slot.title, slot.shown_from, slot.shown_until) == (piece.title, NOW, NOW + HOUR)
    [(action, data)] = audit()
    assert action == "front.placed"
    assert (data["slot"], data["piece"], data["title"]) == (slot.pk, piece.pk, piece.title)
    assert data["after"] == {"from": NOW.isoformat(), "until": (NOW + HOUR).isoformat()}


@pytest.mark.parametrize("zone", list(Zone))
def test_each_zone_is_filled_by_its_own_desk_alone(unit, zone):
    piece = make_article(KIND.get(zone, "news"), unit, published_at=NOW - HOUR)
    own = curator_of(zone)
    others = {curator_of(other) for other in (Zone.LEAD, Zone.THEMATIC, Zone.NOTICE)}
    others = {user for user in others if set(user.groups.all()) != set(own.groups.all())}
    assert len(others) == 2
    for user in others:
        with pytest.raises(CurationRefused):
            place(piece, user, zone)
    assert place(piece, own, zone).zone == zone


@pytest.mark.parametrize(
    "fields",
    [
        {"portal_role": PortalRole.NEWS_EDITOR_IN_CHIEF},
        {"portal_role": PortalRole.PORTAL_ADMINISTRATOR},
        {"portal_role": PortalRole.FINANCE},
        {"role": UnitRole.CHIEF_EDITOR},
        {"role": UnitRole.CONTRIBUTOR},
        {"portal_role": PortalRole.NEWS_DESK_HEAD, "is_active": False},
    ],
    ids=str,
)
def test_nobody_else_fills_anything(piece, unit, fields):
    with pytest.raises(CurationRefused):
        place(piece, make_user(unit=unit if "role" in fields else None, **fields))
    assert not FrontSlot.objects.exists()


def test_a_head_of_the_desk_places_too(piece):
    assert place(piece, make_user(portal_role=PortalRole.NEWS_DESK_HEAD)).pk


def other_kind(unit):
    return make_article("thematic", unit, published_at=NOW)


def draft(unit):
    return make_article("news", unit, live=False)


def on_sub_site(unit):
    piece = make_article("news", unit, published_at=NOW)
    ArticlePage.objects.filter(pk=piece.pk).update(placement=Placement.SUB_SITE)
    return piece


@pytest.mark.parametrize("make", [other_kind, draft, on_sub_site])
def test_pieces_that_cannot_show_there_are_refused(unit, editor, make):
    with pytest.raises(CurationRefused, match="đúng loại"), translation.override("vi"):
        place(make(unit), editor, Zone.NEWS)
    with pytest.raises(CurationRefused, match="of this kind"), translation.override("en"):
        place(make(unit), editor, Zone.NEWS)


def test_a_vietnamese_piece_is_refused_on_the_english_page(piece, editor):
    with pytest.raises(CurationRefused):
        place_piece(
            locale=language("en"),
            zone=Zone.LEAD,
            piece_id=piece.pk,
            shown_from=NOW,
            shown_until=None,
            change=change_by(editor, Zone.LEAD, now=NOW, version=0),
        )


def test_an_unknown_piece_is_refused(piece, editor):
    piece.pk = 987654
    with pytest.raises(CurationRefused):
        place(piece, editor)


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (NOW, NOW, "shown_until"),
        (NOW + HOUR, NOW, "shown_until"),
        (NOW - 2 * HOUR, NOW - HOUR, "shown_until"),
        (NOW - HOUR, NOW, "shown_until"),
        (NOW + timedelta(days=401), None, "shown_from"),
        (NOW - timedelta(days=401), None, "shown_from"),
        (NOW, NOW + timedelta(days=401), "shown_until"),
    ],
)
def test_impossible_times_are_refused_at_their_field(piece, editor, start, end, field):
    with pytest.raises(ValidationError) as refusal:
        place(piece, editor, shown_from=start, shown_until=end)
    assert list(refusal.value.message_dict) == [field]
    assert not FrontSlot.objects.exists()
    assert version_of(Zone.LEAD) == 0


def test_the_database_refuses_an_end_before_the_beginning(piece):
    slot = make_slot(piece, shown_from=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        FrontSlot.objects.filter(pk=slot.pk).update(shown_until=NOW)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        (NOW + 2 * HOUR, None, True),
        (NOW - HOUR, NOW + HOUR - timedelta(minutes=30), False),
        (NOW + HOUR, None, False),
        (NOW, NOW + HOUR, True),
    ],
)
def test_a_piece_stands_once_at_a_time_in_a_zone(piece, editor, start, end, fits):
    make_slot(piece, shown_from=NOW, shown_until=NOW + 2 * HOUR)
    if (start, end) == (NOW, NOW + HOUR):
        assert place(piece, editor, Zone.SIDE, shown_from=start, shown_until=end).pk
    elif fits:
        assert place(piece, editor, shown_from=start, shown_until=end).rank == 2
    else:
        with pytest.raises(CurationRefused, match="đã có trong khu vực"):
            place(piece, editor, shown_from=start, shown_until=end)


def test_times_change_and_the_same_times_do_not_count(piece, editor):
    slot = place(piece, editor)
    for _twice in range(2):
        set_times(
            slot_id=slot.pk,
            shown_from=NOW + HOUR,
            shown_until=None,
            change=change_by(editor, Zone.LEAD, now=NOW),
        )
    slot.refresh_from_db()
    assert slot.shown_from == NOW + HOUR
    assert [action for action, _data in audit()] == ["front.placed", "front.timed"]
    assert audit()[1][1]["before"]["from"] == NOW.isoformat()


def test_an_old_slot_gets_an_end_though_its_beginning_lies_far_back(piece, editor):
    start = NOW - timedelta(days=900)
    slot = make_slot(piece, shown_from=start)
    change = change_by(editor, Zone.LEAD, now=NOW)
    set_times(slot_id=slot.pk, shown_from=start, shown_until=NOW + HOUR, change=change)
    slot.refresh_from_db()
    assert slot.shown_until == NOW + HOUR


def test_times_into_the_past_are_refused(piece, editor):
    slot = make_slot(piece, shown_from=NOW - HOUR)
    change = change_by(editor, Zone.LEAD, now=NOW)
    with pytest.raises(ValidationError):
        set_times(slot_id=slot.pk, shown_from=NOW - HOUR, shown_until=NOW, change=change)


def test_ending_takes_effect_at_once_and_not_twice(piece, editor):
    slot = make_slot(piece, shown_from=NOW - HOUR)
    end_now(slot_id=slot.pk, change=change_by(editor, Zone.LEAD, now=NOW))
    slot.refresh_from_db()
    assert slot.shown_until == NOW
    assert not FrontSlot.objects.shown_at(NOW).exists()
    with pytest.raises(CurationRefused, match="đã hết giờ"):
        end_now(slot_id=slot.pk, change=change_by(editor, Zone.LEAD, now=NOW))
    assert [action for action, _data in audit()] == ["front.ended"]


def test_what_has_not_begun_is_removed_and_not_ended(piece, editor):
    slot = make_slot(piece, shown_from=NOW)
    with pytest.raises(CurationRefused, match="chưa đến giờ"):
        end_now(slot_id=slot.pk, change=change_by(editor, Zone.LEAD, now=NOW))
    remove_slot(slot_id=slot.pk, change=change_by(editor, Zone.LEAD, now=NOW))
    assert not FrontSlot.objects.exists()
    [(action, data)] = audit()
    assert (action, data["title"]) == ("front.removed", piece.title)


@pytest.fixture
def three(unit):
    """Three pieces beside the lead story."""
    pieces = [make_article("news", unit, published_at=NOW - HOUR) for _ in range(3)]
    return [make_slot(one, Zone.SIDE, shown_from=NOW - HOUR) for one in pieces]


def order() -> list[int]:
    return list(FrontSlot.objects.filter(zone=Zone.SIDE).values_list("pk", flat=True))


def put(slots, user, **change):
    reorder(
        locale=language(),
        zone=Zone.SIDE,
        slot_ids=[slot.pk for slot in slots],
        change=change_by(user, Zone.SIDE, now=NOW, **change),
    )


def test_slots_take_a_new_order_and_keep_it(three, editor):
    first, second, third = three
    put([third, first, second], editor)
    assert order() == [third.pk, first.pk, second.pk]
    put([third, first, second], editor)
    assert [action for action, _data in audit()] == ["front.ordered"]


def test_some_slots_change_places_among_themselves(three, editor):
    first, second, third = three
    put([third, first], editor)
    assert order() == [third.pk, second.pk, first.pk]


def test_foreign_and_repeated_slots_are_no_order(three, editor, piece):
    first, second, _third = three
    elsewhere = make_slot(piece, Zone.LEAD)
    for slots in ([first, elsewhere], [first, first, second]):
        with pytest.raises(CurationRefused, match="Thứ tự này"):
            put(slots, editor)
    assert order() == [slot.pk for slot in three]


def test_the_second_of_two_is_told_who_was_first_and_nothing_is_lost(three, editor):
    first, second, third = three
    colleague = make_user(
        portal_role=PortalRole.NEWS_DESK_HEAD, last_name="Trần Văn", first_name="Bình"
    )
    seen = version_of(Zone.SIDE)
    put([second, first, third], colleague, version=seen)
    with pytest.raises(ZoneChanged) as refusal:
        put([third, first, second], editor, version=seen)
    for words in ("Trần Văn Bình", "Bên cạnh tin chính", "08:00 20/11/2026"):
        assert words in str(refusal.value)
    assert order() == [second.pk, first.pk, third.pk]
    put([third, first, second], editor)
    assert order() == [third.pk, first.pk, second.pk]


@pytest.mark.parametrize("act", ["place", "time", "end", "remove"])
def test_every_change_looks_at_the_version(three, editor, piece, act):
    stale = change_by(editor, Zone.SIDE, now=NOW, version=7)
    slot_id = three[0].pk
    calls = {
        "place": lambda: place(piece, editor, Zone.SIDE, version=7),
        "time": lambda: set_times(slot_id=slot_id, shown_from=NOW, shown_until=None, change=stale),
        "end": lambda: end_now(slot_id=slot_id, change=stale),
        "remove": lambda: remove_slot(slot_id=slot_id, change=stale),
    }
    with pytest.raises(ZoneChanged):
        calls[act]()
    assert audit() == []
    assert FrontSlot.objects.filter(shown_until__isnull=True).count() == 3


def test_a_slot_that_a_colleague_removed_says_so(three, editor):
    gone = three[0].pk
    remove_slot(slot_id=gone, change=change_by(editor, Zone.SIDE, now=NOW))
    with pytest.raises(ZoneChanged, match="vừa bỏ"):
        end_now(slot_id=gone, change=change_by(editor, Zone.SIDE, now=NOW))


def test_zones_do_not_get_in_each_others_way(three, editor, piece):
    seen = version_of(Zone.LEAD)
    put(list(reversed(three)), editor)
    assert place(piece, editor, Zone.LEAD, version=seen).pk
