"""Screens of grading: who opens them, what they show and hide, what a bad form keeps."""

import html
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.grading.rates import published_on
from articles.models import Contribution, Genre, Grade, RoyaltyRule
from factories.newsroom import make_used_piece, multiply

pytestmark = pytest.mark.django_db

LISTS = ["grades", "grades_graded", "grades_all"]
EVERY_LIST = [*LISTS, *(f"{name}_results" for name in LISTS)]
OUTSIDERS = ["chief_editor", "author", "finance", "office"]


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def sheet(piece) -> str:
    return reverse("grade_sheet", args=[piece.pk])


def text_of(response) -> str:
    return html.unescape(response.content.decode())


def shown(user, name="grades", **query) -> set[str]:
    """Return the titles in a list."""
    response = client_of(user).get(reverse(name), query)
    assert response.status_code == 200
    return {piece.title for piece in response.context["object_list"]}


def filled(piece, **fields) -> dict:
    return {"genre": piece.genre_id, "coefficient": "3", "expected_version": "0"} | fields


def refusals(response) -> dict[str, list[str]]:
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors
    return form.errors


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("name", EVERY_LIST)
def test_lists_do_not_exist_for_outsiders(people, piece, role, name):
    assert client_of(getattr(people, role)).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("role", [*OUTSIDERS, "thematic", "other_chief"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_sheet_does_not_exist_for_outsiders(people, piece, role, method):
    response = getattr(client_of(getattr(people, role)), method)(sheet(piece), filled(piece))
    assert response.status_code == 404
    assert not Grade.objects.exists()


def test_gate_open_or_not_the_view_itself_refuses(people, piece, rf):
    from django.http import Http404

    from articles.grading.lists import WaitingGradesView
    from articles.grading.views import GradeSheetView

    for role in (*OUTSIDERS, "thematic"):
        request = rf.get("/")
        request.user = getattr(people, role)
        with pytest.raises(Http404):
            GradeSheetView.as_view()(request, contribution_id=piece.pk)
        if role != "thematic":
            with pytest.raises(Http404):
                WaitingGradesView.as_view()(request)


def test_unknown_sheet_is_404(people):
    assert client_of(people.editor).get(reverse("grade_sheet", args=[10**9])).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_list_holds_the_own_desk_only(people, piece, unit, name):
    thematic = make_used_piece(unit, kind="thematic")
    assert thematic.title not in shown(people.editor, name)
    assert piece.title not in shown(people.thematic, name)


def test_tabs_part_the_pieces(people, unit, piece, give):
    graded = make_used_piece(unit, genre=piece.genre)
    give(graded)
    assert shown(people.editor) == {piece.title}
    assert shown(people.editor, "grades_graded") == {graded.title}
    assert shown(people.editor, "grades_all") == {piece.title, graded.title}


def test_oldest_stands_first_and_near_terms_are_marked(people, unit):
    now = timezone.now()
    ages = {61: "late", 60: "late", 59: "warned", 45: "warned", 44: "soon", 38: "soon", 37: ""}
    pieces = {
        days: make_used_piece(unit, used_at=now - timedelta(days=days)) for days in reversed(ages)
    }
    response = client_of(people.editor).get(reverse("grades"))
    listed = [piece.pk for piece in response.context["object_list"]]
    assert listed == [pieces[days].pk for days in ages]
    marks = re.findall(r"grading-age--(\w+)", text_of(response))
    assert marks == [level for level in ages.values() if level]


def test_own_pieces_are_not_offered(people, unit, give):
    signed = make_used_piece(unit, authors=[(people.editor, "B", 100)])
    made = make_used_piece(unit, owner=people.editor)
    other = make_used_piece(unit)
    for name in ("grades", "grades_all"):
        assert shown(people.editor, name) == {other.title}
    for own in (signed, made):
        assert client_of(people.editor).get(sheet(own)).status_code == 404
        assert client_of(people.editor).post(sheet(own), filled(own)).status_code == 404
    give(signed, user=people.head)
    signed.page.authors.all().delete()
    assert signed.title not in shown(people.editor, "grades_all")
    assert signed.title in shown(people.head, "grades_all")


def test_unused_pieces_and_notices_are_not_offered(people, unit, piece):
    Contribution.objects.filter(pk=make_used_piece(unit).pk).update(used_at=None)
    Contribution.objects.filter(pk=make_used_piece(unit).pk).update(kind="notice")
    assert shown(people.editor, "grades_all") == {piece.title}


def test_filters_narrow_the_list(people, unit, piece):
    from factories.portal import make_unit

    foreign = make_used_piece(make_unit(), genre=Genre.objects.get(name_vi="Ảnh"))
    old = make_used_piece(unit, used_at=timezone.now() - timedelta(days=40))
    month = published_on(old).strftime("%Y-%m")
    assert shown(people.editor, unit=foreign.unit_id) == {foreign.title}
    assert shown(people.editor, genre=foreign.genre_id) == {foreign.title}
    assert shown(people.editor, month=month) == {old.title}
    for bad in ({"month": "2026-13"}, {"month": "x"}, {"unit": "x"}, {"genre": "99999999"}):
        assert client_of(people.editor).get(reverse("grades"), bad).status_code == 200


def test_month_is_that_of_the_portal(people, unit):
    zone = timezone.get_default_timezone()
    begin = timezone.now().astimezone(zone).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )  # fmt: skip
    first = make_used_piece(unit, used_at=begin)
    before = make_used_piece(unit, used_at=begin - timedelta(seconds=1))
    assert shown(people.editor, month=f"{begin:%Y-%m}") == {first.title}
    assert shown(people.editor, month=f"{published_on(before):%Y-%m}") == {before.title}


@pytest.mark.parametrize("name", LISTS)
def test_list_costs_the_same_whatever_its_length(people, unit, piece, count_queries, give, name):
    client = client_of(people.editor)
    address = reverse(name)
    graded = [make_used_piece(unit, genre=piece.genre) for _ in range(3)]
    give(graded[0], bonuses=(("hardship", Decimal(10), "Vùng lũ"),))
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for other in graded[1:]:
        give(other)
    multiply(piece, number=2)
    assert count_queries(lambda: client.get(address)) == one
    multiply(piece, number=30)
    assert count_queries(lambda: client.get(address)) == one


def test_sheet_costs_the_same_whatever_its_versions_and_authors(
    people, unit, give, piece, count_queries
):
    client = client_of(people.head)
    give(piece, bonuses=(("hardship", Decimal(10), "Vùng lũ"),))
    client.get(sheet(piece))
    one = count_queries(lambda: client.get(sheet(piece)))
    many = make_used_piece(
        unit,
        genre=piece.genre,
        authors=[(None, f"T{number}", Decimal(20)) for number in range(5)],
    )
    for version in range(4):
        give(many, bonuses=(("hardship", Decimal(10), "Vùng lũ"),), expected_version=version,
             reason="Sửa" if version else "", coefficient=f"{version + 1}")  # fmt: skip
    assert count_queries(lambda: client.get(sheet(many))) == one


def test_sheet_shows_the_graded_revision(people, piece):
    page = piece.page.specific
    page.title = "Tiêu đề sau đính chính"
    page.save_revision().publish()
    response = client_of(people.editor).get(sheet(piece))
    text = text_of(response)
    assert response.context["facts"].piece.title == piece.title
    assert "Hải Yến" in text
    assert "100 %" in text


def test_trial_computes_line_by_line_and_saves_nothing(people, piece):
    data = filled(piece, preview="", percent_hardship="12.5", reason_hardship="Vùng lũ")
    response = client_of(people.editor).post(sheet(piece), data)
    lines = response.context["lines"]
    assert [line.result for line in lines] == ["253.000", "759.000", "94.875", "853.875"]
    assert lines[1].formula == "3,0 × 253.000 × 100\N{NO-BREAK SPACE}%"
    assert response.context["form"]["reason_hardship"].value() == "Vùng lũ"
    assert not Grade.objects.exists()


def test_saving_grades_and_goes_back_to_the_list(people, piece):
    client = client_of(people.editor)
    data = filled(piece, save="", translation_percent="50", percent_children_or_minority="10",
                  reason_children_or_minority="Cho thiếu nhi")  # fmt: skip
    for _twice in range(2):
        response = client.post(sheet(piece), data)
        assert response.url == reverse("grades")
    made = Grade.objects.get()
    assert (made.amount, made.graded_by) == (417_450, people.editor)
    assert "417.450" in text_of(client.get(reverse("grades_graded")))


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"coefficient": "10.5"}, "coefficient"),
        ({"coefficient": "3.3"}, "coefficient"),
        ({"coefficient": "x"}, "coefficient"),
        ({"coefficient": ""}, "coefficient"),
        ({"coefficient": "9" * 40}, "coefficient"),
        ({"coefficient": "NaN"}, "coefficient"),
        ({"genre": ""}, "genre"),
        ({"genre": "99999999"}, "genre"),
        ({"genre": "x"}, "genre"),
        ({"percent_hardship": "101"}, "percent_hardship"),
        ({"percent_hardship": "10", "reason_hardship": " "}, "reason_hardship"),
        ({"percent_hardship": "10", "reason_hardship": "x" * 301}, "reason_hardship"),
        ({"percent_hardship": "", "reason_hardship": "Vùng lũ"}, "percent_hardship"),
        ({"percent_hardship": "1e400", "reason_hardship": "a"}, "percent_hardship"),
        ({"percent_children_or_minority": "5", "reason_children_or_minority": "a"},
         "percent_children_or_minority"),
        ({"translation_percent": "39"}, "translation_percent"),
        ({"expected_version": ""}, "expected_version"),
        ({"expected_version": "x"}, "expected_version"),
        ({"expected_version": "7", "reason": "Sửa"}, "__all__"),
    ],
)  # fmt: skip
def test_bad_sheet_is_refused_with_a_message_and_kept(people, piece, fields, faulty):
    data = filled(piece, **{"reason_foreign_language": "Viết bằng tiếng Anh"} | fields)
    data |= {"save": "", "percent_foreign_language": "30"}
    response = client_of(people.editor).post(sheet(piece), data)
    assert faulty in refusals(response)
    form = response.context["form"]
    assert form["reason_foreign_language"].value() == "Viết bằng tiếng Anh"
    assert not Grade.objects.exists()


def test_radio_genre_is_not_offered(people, piece):
    radio = Genre.objects.filter(is_offered=False).first()
    response = client_of(people.editor).post(sheet(piece), filled(piece, genre=radio.pk, save=""))
    assert "genre" in refusals(response)


def test_stale_sheet_says_who_graded_and_keeps_what_was_typed(people, piece, give):
    give(piece, user=people.editor)
    data = filled(piece, coefficient="5", save="", reason="x")
    response = client_of(people.head).post(sheet(piece), data)
    assert "Bình" in str(refusals(response)["__all__"])
    assert response.context["form"]["coefficient"].value() == "5"
    assert Grade.objects.count() == 1


def test_new_version_by_the_form_keeps_the_old_one_in_sight(people, piece, give):
    give(piece, bonuses=(("hardship", Decimal("12.50"), "Vùng lũ"),))
    client = client_of(people.head)
    form = client.get(sheet(piece)).context["form"]
    assert form.initial["expected_version"] == 1
    assert str(form.initial["percent_hardship"]) == "12.5"
    without = client.post(sheet(piece), filled(piece, expected_version="1", save=""))
    assert "reason" in refusals(without)
    client.post(sheet(piece), filled(piece, expected_version="1", save="", reason="Bài công phu"))
    text = text_of(client.get(sheet(piece)))
    assert all(part in text for part in ("853.875", "759.000", "Bài công phu", "Vùng lũ"))


def test_void_by_the_form(people, piece, give):
    give(piece)
    client = client_of(people.head)
    data = {"void": "", "void-expected_version": "1"}
    refused = client.post(sheet(piece), data | {"void-reason": " "})
    assert refused.context["void_form"].errors
    assert Grade.objects.count() == 1
    stale = client.post(
        sheet(piece), {"void": "", "void-expected_version": "0", "void-reason": "Nhầm"}
    )
    assert stale.context["void_form"].non_field_errors()
    assert client.post(sheet(piece), data | {"void-reason": "Nhầm"}).status_code == 302
    assert Grade.objects.get(version=2).is_void
    page = client.get(sheet(piece))
    assert page.context["void_form"] is None
    assert "Nhầm" in text_of(page)


def test_no_person_s_money_is_shown(people, unit, give):
    authors = [(people.author, "An", Decimal(70)), (None, "Chi", Decimal(30))]
    piece = make_used_piece(unit, genre=Genre.objects.get(name_vi="Tin"), authors=authors)
    made = give(piece)
    response = client_of(people.editor).get(sheet(piece))
    text = text_of(response)
    assert "759.000" in text
    for share in made.shares.all():
        assert f"{share.amount:,}".replace(",", ".") not in text
        assert str(share.amount) not in text


@pytest.mark.parametrize("role", ["chief", "administrator"])
def test_those_who_approve_and_administer_read_only(people, piece, give, role):
    give(piece)
    client = client_of(getattr(people, role))
    assert client.get(reverse("grades_graded")).status_code == 200
    page = client.get(sheet(piece))
    assert (page.status_code, page.context["form"], page.context["void_form"]) == (200, None, None)
    assert client.post(sheet(piece), filled(piece, save="")).status_code == 404
    assert Grade.objects.count() == 1


def test_doubtful_placement_is_flagged(people, unit):
    piece = make_used_piece(unit, placement="sub_site")
    assert "grading-doubt--low" in text_of(client_of(people.editor).get(sheet(piece)))
    RoyaltyRule.objects.filter(code="sub_site").update(confidence="high")
    assert "grading-doubt--" not in text_of(client_of(people.editor).get(sheet(piece)))


def test_missing_rate_is_named_before_anything_is_filled_in(people, piece):
    RoyaltyRule.objects.filter(code="unit_value").delete()
    response = client_of(people.editor).get(sheet(piece))
    assert response.context["missing"]
    refused = client_of(people.editor).post(sheet(piece), filled(piece, save=""))
    assert "__all__" in refusals(refused)


def test_piece_without_genre_opens(people, piece):
    page = piece.page.specific
    page.genre = None
    piece.used_revision = page.save_revision()
    piece.genre = None
    piece.save()
    assert client_of(people.editor).get(sheet(piece)).status_code == 200


@pytest.mark.parametrize(
    ("role", "is_shown"),
    [("editor", True), ("head", True), ("chief", True), ("author", False), ("office", False)],
)
def test_menu_leads_those_who_may(people, piece, role, is_shown):
    page = client_of(getattr(people, role)).get(reverse("wagtailadmin_home"))
    assert (reverse("grades") in page.content.decode()) == is_shown


def test_sheet_links_to_the_graded_revision_and_what_changed_since(people, piece):
    page = piece.page.specific
    page.title = "Tiêu đề sau đính chính"
    page.save_revision().publish()
    client = client_of(people.administrator)
    facts = client.get(sheet(piece)).context["facts"]
    assert f"/{piece.used_revision_id}/" in facts.revision_url
    for link in (facts.revision_url, facts.compare_url):
        assert client.get(link).status_code == 200
    assert facts.public_url == page.url


def test_sheet_links_nowhere_that_is_shut(people, piece):
    client = client_of(people.editor)
    facts = client.get(sheet(piece)).context["facts"]
    for link in filter(None, (facts.revision_url, facts.compare_url)):
        assert client.get(link).status_code == 200
