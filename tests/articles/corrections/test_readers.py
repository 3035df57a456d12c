"""What readers are told: notes on a piece, and 410 with the reason where one was retracted."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from articles.corrections.retracting import retract
from articles.models import Correction
from factories.corrections import fresh, translate
from factories.portal import make_article, make_document, make_image
from portal.frame import frame_for
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db
SECRET = "kanaricorrection7"


@pytest.fixture
def reader():
    return Client()


@pytest.fixture
def corrected(page, correct, edit):
    """The piece after a correction and an update."""
    correct.begin(note_vi="Số quà là 120.\n\nTòa soạn xin lỗi.", note_en="120 gifts, not 210.")
    edit("Tặng 120 suất quà")
    correct.publish()
    correct.begin(kind="update", note_vi="Thêm ý kiến <công nhân>.")
    edit("Tặng 120 suất quà, công nhân nói gì")
    correct.publish()
    return fresh(page)


@pytest.fixture
def gone(page, piece, people):
    """The piece after its retraction."""
    retract(
        contribution_id=piece.pk,
        user=people.head,
        note_vi="Thông tin không có thật.",
        note_en="The story is not true.",
        now=timezone.now(),
    )
    return fresh(page)


def text_of(reader, address, status=200):
    cache.clear()
    response = reader.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def box_of(text):
    found = re.search(r'<aside class="corrections".*?</aside>', text, re.DOTALL)
    return found[0] if found else ""


def test_readers_see_each_change_with_its_time_newest_first(reader, corrected):
    box = box_of(text_of(reader, corrected.get_url()))
    assert re.findall(r"<strong>(.*?)</strong>", box) == ["Cập nhật", "Đính chính"]
    assert re.search(r"<time datetime=\"[^\"]+\+0700\">\d\d:\d\d \d\d/\d\d/\d{4}</time>", box)
    assert "Thêm ý kiến &lt;công nhân&gt;." in box
    assert "<p>Số quà là 120.</p>" in box
    assert "lang=" not in box
    assert box.index("Thêm ý kiến") < box.index("Số quà là 120.")


def test_a_piece_never_changed_has_no_box(reader, page):
    assert box_of(text_of(reader, page.get_url())) == ""


def test_english_readers_get_the_english_note_or_the_marked_vietnamese_one(
    reader, page, correct, edit
):
    mirror = translate(page, alias=True)
    correct.begin(note_vi="Số quà là 120.", note_en="120 gifts, not 210.")
    edit("Tặng 120 suất quà")
    correct.publish()
    correct.begin(kind="update", note_vi="Thêm ý kiến.")
    edit("Tặng 120 suất quà, công nhân nói gì")
    correct.publish()
    box = box_of(text_of(reader, fresh(mirror).get_url()))
    assert re.findall(r"<strong>(.*?)</strong>", box) == ["Updated", "Correction"]
    assert "120 gifts, not 210." in box
    assert '<div lang="vi"><p>Thêm ý kiến.</p></div>' in box
    assert "Số quà là 120." not in box


def test_a_translation_has_the_note_from_its_next_publication_on(reader, page, correct, edit):
    english = translate(page)
    correct.begin()
    edit("Tặng 120 suất quà")
    correct.publish()
    assert box_of(text_of(reader, english.get_url())) == ""
    fresh(english).save_revision().publish()
    assert "Số quà là 120." in box_of(text_of(reader, english.get_url()))


@pytest.mark.parametrize("end", ["open", "given up"])
def test_a_note_is_told_to_nobody_before_it_is_published(reader, page, correct, edit, end):
    correct.begin(note_vi=SECRET, note_en=SECRET)
    edit(SECRET)
    if end == "given up":
        correct.give_up()
    addresses = (page.get_url(), "/", "/feed/", "/tim-kiem/?q=su%E1%BA%A5t")
    api = (f"/api/v3/articles/{page.pk}/", f"/api/v2/pages/{page.pk}/", f"/api/v3/pages/{page.pk}/")
    for address in (*addresses, *api):
        text = text_of(reader, address)
        assert "210" in text
        assert SECRET not in text, address


@pytest.mark.parametrize(
    "address", ["/api/v3/articles/{}/", "/api/v2/pages/{}/", "/api/v3/pages/{}/"]
)
def test_both_apis_tell_of_corrections(reader, corrected, address):
    answer = reader.get(address.format(corrected.pk)).json()
    told = answer["corrections"]
    assert [one["kind"] for one in told] == ["update", "correction"]
    assert told[0]["note"] == "Thêm ý kiến <công nhân>."
    assert told[0]["published_at"] > told[1]["published_at"]
    assert set(told[0]) == {"kind", "published_at", "note"}


def test_the_api_tells_in_the_language_that_is_asked_for(reader, corrected):
    told = reader.get(f"/api/v3/articles/{corrected.pk}/?locale=en").json()["corrections"]
    assert [one["note"] for one in told] == ["Thêm ý kiến <công nhân>.", "120 gifts, not 210."]


def test_corrections_cost_one_query_however_many(reader, unit, page, correct, edit, count_queries):
    def cost(one):
        reader.get(one.get_url())
        return count_queries(lambda: reader.get(one.get_url()))

    never = cost(page)
    costs = set()
    for number in range(3):
        correct.begin(note_vi=f"Lần {number}.")
        edit(f"Tặng 12{number} suất quà")
        correct.publish()
        costs.add(cost(fresh(page)))
    assert costs == {never + 1}


def test_the_address_of_a_retracted_piece_answers_410_with_the_reason(reader, unit, gone):
    text = text_of(reader, gone.get_url(), status=410)
    assert "<h1>Tặng 210 suất quà</h1>" in text
    assert "Thông tin không có thật." in text
    assert re.search(r"<time datetime=\"[^\"]+\+0700\">\d\d:\d\d \d\d/\d\d/\d{4}</time>", text)
    assert f'href="{unit_home(unit).get_url()}"' in text
    assert '<meta name="robots" content="noindex">' in text
    assert "Một đoạn sapo ngắn." not in text
    assert "Nội dung của bài viết." not in text
    assert "og:image" not in text
    assert 'lang="vi"' in text.split("<head>")[0]


def test_the_retracted_page_keeps_the_headers_of_public_pages(reader, gone):
    response = reader.get(gone.get_url())
    assert "script-src" in response.headers["Content-Security-Policy"]
    assert response.headers["Content-Language"] == "vi"
    assert reader.head(gone.get_url()).status_code == 410


def test_the_notice_shows_no_description_and_no_picture_of_the_piece(
    reader, unit, page, piece, people
):
    page.search_description = "Mô tả cho máy tìm kiếm"
    page.cover = make_image(unit)
    page.save()
    retract(contribution_id=piece.pk, user=people.head, note_vi="Sai.", now=timezone.now())
    text = text_of(reader, page.get_url(), status=410)
    assert "Mô tả cho máy tìm kiếm" not in text
    assert "og:image" not in text


def test_english_readers_find_the_english_reason(reader, page, piece, people):
    english = translate(page)
    retract(
        contribution_id=piece.pk,
        user=people.head,
        note_vi="Thông tin không có thật.",
        note_en="The story is not true.",
        now=timezone.now(),
    )
    text = text_of(reader, english.get_url(), status=410)
    assert "<h1>120 gifts for workers</h1>" in text
    assert "The story is not true." in text
    assert "Thông tin không có thật." not in text


def test_the_vietnamese_reason_is_marked_where_there_is_no_english_one(reader, page, piece, people):
    english = translate(page)
    retract(contribution_id=piece.pk, user=people.head, note_vi="Sai.", now=timezone.now())
    text = text_of(reader, english.get_url(), status=410)
    assert '<div class="retraction-note" lang="vi"><p>Sai.</p></div>' in text


def test_it_is_gone_from_lists_feeds_search_sitemap_and_apis(
    reader, unit, page, piece, people, django_capture_on_commit_callbacks
):
    document = make_document(unit, is_public=True)
    home = unit_home(unit).get_url()
    lists = ("/", home, f"{home}tin-tuc/", "/tin-tuc/", "/feed/", f"{home}feed/", "/sitemap-vi.xml")
    lists += ("/tim-kiem/?q=su%E1%BA%A5t", "/api/v2/pages/?type=articles.NewsPage")
    lists += ("/api/v3/articles/", "/api/v3/search/?q=su%E1%BA%A5t")
    single = (f"/api/v2/pages/{page.pk}/", f"/api/v3/pages/{page.pk}/")
    single += (f"/api/v3/articles/{page.pk}/",)
    named = page.get_url()
    for address in lists:
        assert named in text_of(reader, address), address
    with django_capture_on_commit_callbacks(execute=True):
        retract(contribution_id=piece.pk, user=people.head, note_vi="Sai.", now=timezone.now())
    for address in lists:
        text = text_of(reader, address)
        assert named not in text, address
        assert "Tặng 210 suất quà" not in text, address
    for address in single:
        assert reader.get(address).status_code == 404, address
    assert reader.get(f"/api/v2/pages/find/?html_path={named}").status_code == 404
    assert document.is_public


def test_what_was_never_readable_stays_404(reader, unit, gone):
    draft = make_article("news", unit, live=False)
    assert reader.get(draft.get_url()).status_code == 404
    assert reader.get(f"{gone.get_url()}them/").status_code == 404
    other = make_article("news", unit)
    other.unpublish()
    assert reader.get(other.get_url()).status_code == 404


def test_a_restriction_above_hides_the_notice_too(reader, gone):
    PageViewRestriction.objects.create(
        page=gone.get_parent(), restriction_type=PageViewRestriction.LOGIN
    )
    assert reader.get(gone.get_url()).status_code == 302


def test_old_addresses_lead_to_the_notice(reader, gone):
    Redirect.add_redirect("/bai-cu/", gone)
    response = reader.get("/bai-cu/", follow=True)
    assert response.status_code == 410


def test_after_the_next_use_the_piece_is_back_and_says_that_it_was_gone(
    reader, page, people, gone, edit, decide
):
    from articles.services.submission import submit_piece

    edit("Đã viết lại", user=people.author)
    submit_piece(page=fresh(page), user=people.author)
    decide(page, people.chief, "approve")
    decide(page, people.editor, "approve")
    text = text_of(reader, fresh(page).get_url())
    assert "Đã viết lại" in text
    assert "Thông tin không có thật." in box_of(text)
    assert "Gỡ bài, đăng lại sau khi duyệt" in box_of(text)
    assert Correction.objects.count() == 1


def test_the_notice_stands_in_the_frame_of_its_unit(rf, unit, gone):
    frame = frame_for(rf.get(gone.get_url()), gone)
    assert frame.unit.url == unit_home(unit).get_url()
