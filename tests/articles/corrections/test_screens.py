"""The screens of corrections and retractions: who opens them, what they show, what stays typed."""

import html

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone, translation

from articles.corrections.links import correction_links
from articles.corrections.retracting import retract
from articles.enums import CorrectionState
from articles.models import ArticleAuthor, Contribution, Correction
from articles.services.submission import submit_piece
from factories.corrections import fresh
from factories.editor import Editor
from factories.newsroom import make_used_piece
from factories.portal import make_article, make_unit, make_user
from units.enums import UnitRole
from units.gate.roles import DESKS, GateRole
from units.gate.table import roles_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vietnamese():
    """Screens speak the language of the address."""
    with translation.override("vi"):
        yield


def new_address(piece):
    return reverse("correction_new", args=[piece.pk])


def retract_address(piece):
    return reverse("correction_retract", args=[piece.pk])


def told(**fields):
    return {"kind": "correction", "note_vi": "Số quà là 120.", "note_en": ""} | fields


def text_of(response):
    return html.unescape(response.content.decode())


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_addresses_are_mapped_to_desks_only():
    assert roles_for("correction_new") == DESKS
    assert roles_for("correction_retract") == DESKS | {GateRole.EDITOR_IN_CHIEF}


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_finds_anything(piece, people, method):
    stranger = make_user(unit=make_unit(), role=UnitRole.CHIEF_EDITOR)
    unknown = Contribution(pk=987_654)
    others = ("author", "chief", "thematic", "thematic_head", "office", "finance")
    shut = [(getattr(people, who), new_address(piece)) for who in (*others, "in_chief")]
    shut += [(getattr(people, who), retract_address(piece)) for who in (*others, "editor")]
    shut += [(stranger, new_address(piece)), (stranger, retract_address(piece))]
    shut += [(people.editor, new_address(unknown)), (people.head, retract_address(unknown))]
    bodies = set()
    for user, address in shut:
        client = Editor(user).client
        answer = getattr(client, method)(address, told() if method == "post" else None)
        assert answer.status_code == 404, (user, address)
        bodies.add(answer.content)
    assert len(bodies) == 1, "a foreign piece looks like one that never was"
    assert not Correction.objects.exists()


def test_portal_administrators_and_authors_find_nothing_either(page, piece, people):
    ArticleAuthor.objects.create(page=page, pen_name="Bình", user=people.editor, share=50)
    ArticleAuthor.objects.create(page=page, pen_name="Trưởng", user=people.head, share=50)
    assert Editor(people.editor).client.get(new_address(piece)).status_code == 404
    for who, address in (
        ("administrator", new_address(piece)),
        ("administrator", retract_address(piece)),
        ("head", retract_address(piece)),
    ):
        assert Editor(getattr(people, who)).client.get(address).status_code == 404, who


def test_strangers_are_sent_to_log_in(client, piece):
    assert "/login/" in client.get(new_address(piece)).url


def test_a_piece_that_was_never_used_has_no_screens(unit, people):
    draft = make_article("news", unit, live=False, owner=people.author)
    submit_piece(page=draft, user=people.author)
    piece = Contribution.objects.get(page=draft)
    assert Editor(people.editor).client.get(new_address(piece)).status_code == 404
    assert Editor(people.head).client.get(retract_address(piece)).status_code == 404


def test_the_form_shows_what_is_live_and_opens_the_piece(page, piece, people, edit):
    edit("Bản nháp chưa gửi", user=people.author)
    client = Editor(people.editor).client
    shown = text_of(client.get(new_address(piece)))
    assert "Tặng 210 suất quà" in shown
    assert "Bản nháp chưa gửi" not in shown
    assert "Không lấy bản nháp do Nguyễn Thị An lưu lúc" in shown
    answer = client.post(new_address(piece), told(note_vi=" Dòng một\r\nDòng hai "))
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Đăng bản sửa" in messages_of(answer)[0]
    assert Correction.objects.get().note_vi == "Dòng một\nDòng hai"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"note_vi": ""}, "Viết bằng tiếng Việt"),
        ({"note_vi": "\u200b"}, "Viết bằng tiếng Việt"),
        ({"kind": ""}, "Chọn đính chính hay cập nhật"),
        ({"kind": "retraction"}, "Chọn đính chính hay cập nhật"),
        ({"note_en": "x" * 1001}, "1000"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(piece, people, given, message):
    sent = told(note_vi="Chữ đã gõ.", note_en="Typed words.") | given
    shown = text_of(Editor(people.editor).client.post(new_address(piece), sent))
    assert message in shown
    for name in {"note_vi", "note_en"} - given.keys():
        assert sent[name] in shown
    assert not Correction.objects.exists()


def test_a_thousand_characters_with_line_breaks_pass(piece, people):
    note = "\r\n".join(["đ" * 99] * 10)
    answer = Editor(people.editor).client.post(new_address(piece), told(note_vi=note))
    assert answer.status_code == 302
    assert len(Correction.objects.get().note_vi) == 999


def test_what_stands_in_the_way_is_said_instead_of_the_form(page, piece, people, edit):
    edit("Bản cập nhật của đơn vị", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    client = Editor(people.editor).client
    shown = text_of(client.get(new_address(piece)))
    assert "phải được xử lý trước" in shown
    assert "<textarea" not in shown
    answer = text_of(client.post(new_address(piece), told()))
    assert "phải được xử lý trước" in answer


def test_the_second_person_gets_their_words_back(piece, people, correct):
    client = Editor(people.colleague).client
    correct.begin()
    answer = client.post(new_address(piece), told(note_vi="Lời của người thứ hai."))
    assert answer.status_code == 302
    assert "Lê Bình" in messages_of(answer)[0]
    assert "Lời của người thứ hai." in messages_of(answer)[0]
    assert Correction.objects.get().note_vi == "Số quà là 120."


def test_the_same_form_sent_twice_says_the_same(piece, people):
    client = Editor(people.editor).client
    first, second = (client.post(new_address(piece), told()) for _time in range(2))
    assert messages_of(first)[0] == messages_of(second)[0]
    assert Correction.objects.count() == 1


def test_the_note_is_changed_at_the_same_address(page, piece, people, correct):
    correction = correct.begin(note_en="120 gifts.")
    client = Editor(people.colleague).client
    shown = text_of(client.get(new_address(piece)))
    for part in ("Lê Bình", "Số quà là 120.", "120 gifts.", 'name="open_one"'):
        assert part in shown
    sent = told(kind="update", note_vi="Số quà là 130.", open_one=correction.pk)
    assert client.post(new_address(piece), sent).status_code == 302
    correction.refresh_from_db()
    assert (correction.kind, correction.note_vi) == ("update", "Số quà là 130.")


def test_a_note_changed_after_the_end_stays_typed(piece, people, correct, edit):
    correction = correct.begin()
    edit("Tặng 120 suất quà")
    correct.publish()
    sent = told(note_vi="Muộn rồi.", open_one=correction.pk)
    shown = text_of(Editor(people.editor).client.post(new_address(piece), sent))
    assert "không có lần đính chính nào đang mở" in shown
    assert "Muộn rồi." in shown
    correction.refresh_from_db()
    assert correction.note_vi == "Số quà là 120."


@pytest.mark.parametrize("who", ["head", "in_chief"])
def test_a_head_retracts_after_reading_what_it_means(page, piece, people, who):
    client = Editor(getattr(people, who)).client
    shown = text_of(client.get(retract_address(piece)))
    assert "Ngay khi xác nhận" in shown
    answer = client.post(retract_address(piece), {"note_vi": "Sai sự thật.", "note_en": ""})
    assert answer.status_code == 302
    assert "Tặng 210 suất quà" in messages_of(answer)[0]
    assert not fresh(page).live
    again = client.get(retract_address(piece))
    assert "Bài này đã được gỡ" in text_of(again)
    assert "<textarea" not in text_of(again)


def test_a_retraction_without_a_note_keeps_what_was_typed(page, piece, people):
    client = Editor(people.head).client
    shown = text_of(client.post(retract_address(piece), {"note_vi": " ", "note_en": "Typed."}))
    assert "Viết bằng tiếng Việt" in shown
    assert "Typed." in shown
    assert fresh(page).live


def test_the_retraction_names_what_ends_with_it(page, piece, people, correct, edit):
    client = Editor(people.head).client
    correct.begin()
    assert "lần sửa đang mở kết thúc" in text_of(client.get(retract_address(piece)))
    correct.give_up()
    edit("Bản cập nhật", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    assert "bản cập nhật đơn vị đã gửi" in text_of(client.get(retract_address(piece)))


def test_links_say_what_each_person_may_do(page, piece, people, correct):
    def labels(who):
        return [link.label for link in correction_links(getattr(people, who), piece)]

    assert labels("editor") == ["Đính chính hoặc cập nhật bài"]
    assert labels("head") == ["Đính chính hoặc cập nhật bài", "Gỡ bài"]
    assert labels("in_chief") == ["Gỡ bài"]
    for who in ("author", "chief", "thematic", "thematic_head", "office", "administrator"):
        assert labels(who) == [], who
    correct.begin()
    assert labels("colleague") == ["Sửa tiếp", "Lời nhắn bạn đọc"]
    retract(contribution_id=piece.pk, user=people.head, note_vi="Sai.", now=timezone.now())
    piece.refresh_from_db()
    piece = Contribution.objects.get(pk=piece.pk)
    assert correction_links(people.head, piece) == []


def test_the_editor_of_an_open_correction_leads_to_both_screens(page, piece, people, correct):
    correct.begin()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    head = Editor(people.head).client.get(address).content.decode()
    assert new_address(piece) in head
    assert retract_address(piece) in head
    assert retract_address(piece) not in Editor(people.editor).client.get(address).content.decode()


def test_the_unit_reads_no_open_note_in_the_admin(page, people, correct):
    correct.begin(note_vi="kanarinote7", note_en="kanarinote7")
    stranger = make_user(unit=make_unit(), role=UnitRole.CHIEF_EDITOR)
    addresses = [
        reverse("wagtailadmin_home"),
        reverse("contributions"),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[page.pk]),
        f"/api/v3/pages/{page.pk}/",
    ]
    for user in (people.author, people.chief, stranger, people.thematic, people.office):
        for address in addresses:
            answer = Editor(user).client.get(address)
            assert "kanarinote7" not in answer.content.decode(), (user, address)
    assert Correction.objects.get().state == CorrectionState.OPEN


def test_the_form_costs_the_same_with_one_and_many_earlier_corrections(
    page, piece, people, correct, edit, count_queries
):
    client = Editor(people.editor).client
    costs = set()
    for number in range(3):
        correct.begin(note_vi=f"Lần {number}.")
        edit(f"Tặng 12{number} suất quà")
        correct.publish()
        client.get(new_address(piece))
        costs.add(count_queries(lambda: client.get(new_address(piece))))
    assert len(costs) == 1


def test_the_dashboard_reminds_the_desk_of_what_it_has_open(piece, people, correct, edit):
    def home(who):
        return text_of(Editor(getattr(people, who)).client.get(reverse("wagtailadmin_home")))

    heading = "Đang đính chính, cập nhật"
    assert heading not in home("colleague")
    correct.begin(note_vi="kanarinote7")
    assert heading in home("colleague")
    assert "Tặng 210 suất quà" in home("colleague").split(heading)[1]
    assert "kanarinote7" not in home("colleague")
    for who in ("thematic", "author", "chief", "office", "administrator", "in_chief"):
        assert heading not in home(who), who
    edit("Tặng 120 suất quà")
    correct.publish()
    assert heading not in home("colleague")


def test_the_dashboard_costs_the_same_with_one_and_three_open(
    unit, piece, people, correct, count_queries
):
    client = Editor(people.editor).client
    address = reverse("wagtailadmin_home")

    def cost():
        client.get(address)
        return count_queries(lambda: client.get(address))

    correct.begin()
    one = cost()
    opened = Correction.objects.get()
    for used in [make_used_piece(unit) for _number in range(2)]:
        Correction.objects.create(
            contribution=used, kind="update", note_vi="x", opened_by=people.head,
            opened_at=opened.opened_at,
        )  # fmt: skip
    assert cost() == one


def test_the_owner_is_told_why_and_offered_nothing_to_cancel(page, people, correct):
    correct.begin()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = text_of(Editor(people.author).client.get(address))
    assert "Bàn biên tập đang sửa bài này từ" in shown
    assert "action-cancel-workflow" not in shown
