"""Topics, authors, months and related pieces: what readers find, and what stays out."""

from datetime import date, datetime, timedelta
from itertools import count

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from articles.enums import Placement
from articles.models import ArticleAuthor, ArticlePage, Topic
from articles.reading.queries import RELATED, related_cards
from factories.bulk import copy_live
from factories.portal import make_article, make_image, make_unit, section_of
from units.models import Unit, UnitSuccession

pytestmark = pytest.mark.django_db
ages = count(1)


@pytest.fixture
def unit():
    return make_unit("MOT", name="Công đoàn Một")


@pytest.fixture
def topic():
    return Topic.objects.create(name_vi="Nhà ở công nhân", name_en="Workers' housing")


def hours_ago(hours: int) -> datetime:
    return timezone.now() - timedelta(hours=hours)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+07:00")


def closed_pieces(unit, **fields) -> list[str]:
    """Make pieces that no list of the whole portal may show, and return their titles."""
    make_article("news", unit, title="Bản nháp kín", live=False, **fields)
    restricted = make_article("news", unit, title="Bài hạn chế", **fields)
    PageViewRestriction.objects.create(page=restricted.page_ptr, restriction_type="login")
    own = make_article("news", unit, title="Bài riêng trang đơn vị", **fields)
    ArticlePage.objects.filter(pk=own.pk).update(placement=Placement.SUB_SITE)
    return ["Bản nháp kín", "Bài hạn chế", "Bài riêng trang đơn vị"]


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def with_author(piece: ArticlePage, name: str) -> ArticlePage:
    piece.authors = [ArticleAuthor(pen_name=name, share=100)]
    piece.save()
    return piece


class TestTopics:
    def test_page_lists_the_readable_pieces_of_all_units(self, client, unit, topic):
        make_article("news", unit, title="Tin một", topics=[topic])
        make_article("thematic", make_unit("HAI"), title="Bài hai", topics=[topic])
        make_article("news", unit, title="Tin khác")
        closed = closed_pieces(unit, topics=[topic])
        text = read(client, f"/chu-de/{topic.slug}/")
        assert '<h1 class="section-title">Nhà ở công nhân</h1>' in text
        assert "Tin một" in text
        assert "Bài hai" in text
        assert not [title for title in ["Tin khác", *closed] if title in text]

    def test_index_counts_what_its_pages_show(self, client, unit, topic):
        empty = Topic.objects.create(name_vi="Chưa có bài")
        for _number in range(2):
            make_article("news", unit, topics=[topic])
        closed_pieces(unit, topics=[topic, empty])
        text = read(client, "/chu-de/")
        assert f'href="/chu-de/{topic.slug}/"><strong>2</strong> Nhà ở công nhân</a>' in text
        assert "Chưa có bài" not in text

    @pytest.mark.parametrize("path", ["/chu-de/khong-co/", "/en/chu-de/khong-co/"])
    def test_unknown_topic_is_not_found(self, client, unit, path):
        assert client.get(path).status_code == 404

    def test_topic_without_readable_pieces_is_not_found(self, client, unit, topic):
        closed_pieces(unit, topics=[topic])
        assert client.get(f"/chu-de/{topic.slug}/").status_code == 404

    def test_screens_have_their_own_canonical_address(self, client, unit, topic):
        for _number in range(21):
            make_article("news", unit, topics=[topic])
        first = read(client, f"/chu-de/{topic.slug}/?utm_source=x")
        second = read(client, f"/chu-de/{topic.slug}/?page=2")
        assert f'/chu-de/{topic.slug}/"' in first.split('rel="canonical"')[1][:120]
        assert f'/chu-de/{topic.slug}/?page=2"' in second.split('rel="canonical"')[1][:120]
        assert second.count('class="card ') == 1
        assert read(client, f"/chu-de/{topic.slug}/?page=x").count('class="card ') == 20

    def test_piece_links_its_topics(self, client, unit, topic):
        piece = make_article("news", unit, topics=[topic])
        assert f'href="/chu-de/{topic.slug}/"' in read(client, piece.get_url())

    def test_english_names_and_pieces(self, client, unit, topic):
        make_article("news", unit, title="Tin tiếng Việt", topics=[topic])
        assert "In Vietnamese only" in read(client, f"/en/chu-de/{topic.slug}/")
        assert "Topics" in read(client, "/en/chu-de/")


class TestAuthors:
    def test_page_lists_the_pieces_of_the_unit_under_the_name(self, client, unit):
        with_author(make_article("news", unit, title="Tin của Yến"), "Hải Yến")
        with_author(make_article("news", unit, title="Tin của Nam"), "Hoài Nam")
        other = make_unit("HAI")
        with_author(make_article("news", other, title="Tin nơi khác"), "Hải Yến")
        text = read(client, "/tac-gia/mot/hai-yen/")
        assert '<h1 class="section-title">Hải Yến</h1>' in text
        assert "1 tin, bài của Công đoàn Một" in text
        assert "Tin của Yến" in text
        assert "Tin của Nam" not in text
        assert "Tin nơi khác" not in text

    def test_name_of_drafts_only_does_not_exist(self, client, unit):
        with_author(make_article("news", unit, live=False), "Bút Danh Kín")
        assert client.get("/tac-gia/mot/but-danh-kin/").status_code == 404
        assert client.get("/tac-gia/khong-co/hai-yen/").status_code == 404

    def test_draft_of_a_known_name_stays_out(self, client, unit):
        with_author(make_article("news", unit, title="Đã đăng"), "Hải Yến")
        with_author(make_article("news", unit, title="Còn nháp", live=False), "Hải Yến")
        text = read(client, "/tac-gia/mot/hai-yen/")
        assert "Đã đăng" in text
        assert "Còn nháp" not in text

    def test_byline_leads_to_the_author(self, client, unit):
        piece = with_author(make_article("news", unit), "Đặng Thị Hải Yến")
        text = read(client, piece.get_url())
        assert '<a href="/tac-gia/mot/dang-thi-hai-yen/">Đặng Thị Hải Yến</a>' in text

    def test_page_of_an_ended_unit_says_what_became_of_it(self, client, unit):
        new = make_unit("MOI", name="Công đoàn Mới")
        with_author(make_article("news", unit), "Hải Yến")
        assert 'role="note"' not in read(client, "/tac-gia/mot/hai-yen/")
        Unit.objects.filter(pk=unit.pk).update(valid_to=date(2025, 6, 30))
        UnitSuccession.objects.create(
            predecessor=unit, successor=new, kind="merge", effective_on=date(2025, 7, 1)
        )
        text = read(client, "/tac-gia/mot/hai-yen/")
        note = " ".join(text.partition('role="note"')[2].partition("</div>")[0].split())
        assert "Công đoàn Một" in note
        assert "01/07/2025" in note
        assert '<a href="/don-vi/moi/">Công đoàn Mới</a>' in note
        # What the successor took over is listed there too; the successor itself goes on.
        assert 'role="note"' not in read(client, "/tac-gia/moi/hai-yen/")


class TestMonths:
    def test_months_follow_the_clock_of_vietnam(self, client, unit):
        make_article("news", unit, title="Đêm giao thừa", published_at=at("2025-12-31T23:59:59"))
        make_article("news", unit, title="Đầu năm", published_at=at("2026-01-01T00:00:00"))
        text = read(client, "/don-vi/mot/tin-tuc/luu-tru/")
        assert 'luu-tru/2026/01/"><strong>1</strong> Tháng 1</a>' in text
        assert 'luu-tru/2025/12/"><strong>1</strong> Tháng 12</a>' in text
        december = read(client, "/don-vi/mot/tin-tuc/luu-tru/2025/12/")
        assert "Đêm giao thừa" in december
        assert "Đầu năm" not in december
        assert 'href="/don-vi/mot/tin-tuc/luu-tru/2026/01/"' in december

    def test_national_archive_has_all_units_and_nothing_closed(self, client, unit):
        moment = at("2026-03-05T08:00:00")
        make_article("news", unit, title="Tin một", published_at=moment)
        make_article("news", make_unit("HAI"), title="Tin hai", published_at=moment)
        make_article("thematic", unit, title="Bài chuyên sâu", published_at=moment)
        closed = closed_pieces(unit, published_at=moment)
        text = read(client, "/tin-tuc/luu-tru/2026/03/")
        assert "Tin một" in text
        assert "Tin hai" in text
        assert not [title for title in ["Bài chuyên sâu", *closed] if title in text]

    @pytest.mark.parametrize(
        "path", ["2026/13/", "2026/00/", "2026/3/", "0000/01/", "2020/01/", "9999/12/", "nam/01/"]
    )
    def test_months_without_pieces_are_not_found(self, client, unit, path):
        make_article("news", unit)
        assert client.get(f"/don-vi/mot/tin-tuc/luu-tru/{path}").status_code == 404

    @pytest.mark.parametrize("path", ["/don-vi/mot/luu-tru/", "/don-vi/luu-tru/", "/x/luu-tru/"])
    def test_only_sections_have_an_archive(self, client, unit, path):
        assert client.get(path).status_code == 404

    def test_closed_section_has_no_archive(self, client, unit):
        make_article("news", unit)
        section = section_of(unit, "news")
        PageViewRestriction.objects.create(page=section.page_ptr, restriction_type="login")
        assert client.get("/don-vi/mot/tin-tuc/luu-tru/").status_code == 404

    def test_section_leads_to_its_months(self, client, unit):
        make_article("news", unit)
        assert 'href="/don-vi/mot/tin-tuc/luu-tru/"' in read(client, "/don-vi/mot/tin-tuc/")

    def test_canonical_address_is_that_of_the_month(self, client, unit):
        make_article("news", unit, published_at=at("2026-03-05T08:00:00"))
        text = read(client, "/don-vi/mot/tin-tuc/luu-tru/2026/03/?x=1")
        assert '/don-vi/mot/tin-tuc/luu-tru/2026/03/"' in text.split('rel="canonical"')[1][:120]


class TestRelated:
    def test_topic_and_unit_come_before_topic_and_before_unit(self, unit, topic):
        other = make_unit("HAI")
        same_unit = make_article("news", unit, published_at=hours_ago(1))
        same_topic = make_article("news", other, topics=[topic], published_at=hours_ago(2))
        both = make_article("thematic", unit, topics=[topic], published_at=hours_ago(3))
        make_article("news", other, published_at=hours_ago(1))
        piece = make_article("news", unit, topics=[topic])
        found = [card.pk for card in related_cards(piece, [topic])]
        assert found == [both.pk, same_topic.pk, same_unit.pk]

    def test_closed_pieces_and_the_piece_itself_stay_out(self, client, unit, topic):
        closed = closed_pieces(unit, topics=[topic])
        piece = make_article("news", unit, topics=[topic])
        assert related_cards(piece, [topic]) == []
        text = read(client, piece.get_url())
        assert not [title for title in closed if title in text]

    def test_piece_without_topics_has_those_of_its_unit(self, unit, topic):
        make_article("news", make_unit("HAI"), topics=[topic])
        newest, oldest = [
            make_article("news", unit, topics=[topic], published_at=hours_ago(age))
            for age in (1, 2)
        ]
        found = related_cards(make_article("news", unit), [])
        assert [card.pk for card in found] == [newest.pk, oldest.pk]

    def test_other_languages_stay_out(self, unit, topic):
        other = make_article("news", unit, topics=[topic])
        english = Locale.objects.get(language_code="en")
        ArticlePage.objects.filter(pk=other.pk).update(locale=english)
        assert related_cards(make_article("news", unit, topics=[topic]), [topic]) == []

    def test_no_more_than_a_handful(self, unit, topic):
        for _number in range(RELATED + 2):
            make_article("news", unit, topics=[topic])
        assert len(related_cards(make_article("news", unit, topics=[topic]), [topic])) == RELATED


def test_lists_cost_the_same_at_1_3_and_300(client, unit, topic, count_queries):
    def add(number: int) -> ArticlePage:
        for _one in range(number):
            made = make_article(
                "news",
                unit,
                topics=[topic],
                cover=make_image(unit),
                published_at=at("2026-03-05T08:00:00") + timedelta(minutes=next(ages)),
            )
        return made

    piece = make_article("news", unit, topics=[topic])
    paths = [
        "/chu-de/",
        f"/chu-de/{topic.slug}/",
        "/tac-gia/mot/hai-yen/",
        "/don-vi/mot/tin-tuc/luu-tru/",
        "/don-vi/mot/tin-tuc/luu-tru/2026/03/",
        piece.get_url(),
    ]
    costs = []
    for fill in (lambda: add(1), lambda: add(2), lambda: copy_live(add(1), number=296)):
        fill()
        for path in paths:
            read(client, path)
        costs.append([count_queries(lambda path=path: read(client, path)) for path in paths])
    assert costs[0] == costs[1] == costs[2]
    assert max(costs[0]) <= 15, dict(zip(paths, costs[0], strict=True))
    assert "<strong>300</strong>" in read(client, "/don-vi/mot/tin-tuc/luu-tru/")
    assert read(client, "/tac-gia/mot/hai-yen/?page=16").count('class="card ') == 1
