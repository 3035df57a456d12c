"""What pages tell search engines in the words of schema.org."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from wagtail.models import Site

from articles.models import ArticleAuthor, NewsPage, Topic
from articles.tasks import make_page_renditions
from factories.portal import make_article, make_image, make_unit
from structured_checker import check, node_of, nodes_of
from units.enums import UnitKind
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"


def html(client: Client, address: str, **options) -> str:
    return client.get(address, **options).content.decode()


def test_piece_is_a_news_article_of_its_unit(client: Client) -> None:
    unit = make_unit("MOT", name="Liên đoàn Lao động tỉnh Một")
    moment = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
    article = make_article("news", unit, title="Tin chính", published_at=moment)
    url = f"{BASE}/don-vi/mot/tin-tuc/{article.slug}/"

    piece = node_of(html(client, article.get_url()), "NewsArticle")

    assert piece["headline"] == "Tin chính"
    assert piece["description"] == "Một đoạn sapo ngắn."
    assert piece["url"] == piece["mainEntityOfPage"] == url
    assert piece["datePublished"] == "2026-03-05T08:30:00+07:00"
    assert piece["inLanguage"] == "vi"
    assert piece["author"] == [{"@type": "Person", "name": "Hải Yến"}]
    assert piece["publisher"]["@type"] == "GovernmentOrganization"
    assert piece["publisher"]["name"] == "Liên đoàn Lao động tỉnh Một"
    assert piece["publisher"]["@id"] == f"{BASE}/don-vi/mot/#organization"
    assert piece["isPartOf"] == {"@id": f"{BASE}/#website"}
    assert "correction" not in piece


def test_piece_names_all_its_authors_by_pen_name(client: Client) -> None:
    article = make_article("news", make_unit())
    article.authors = [ArticleAuthor(pen_name=name, share=50) for name in ("Hải Yến", "Trần Đức")]
    article.save()

    piece = node_of(html(client, article.get_url()), "NewsArticle")

    assert [one["name"] for one in piece["author"]] == ["Hải Yến", "Trần Đức"]


def test_notice_without_author_is_written_by_its_unit(client: Client) -> None:
    piece = node_of(html(client, make_article("notice", make_unit()).get_url()), "NewsArticle")

    assert piece["author"] == piece["publisher"]


def test_piece_shows_its_cover_with_caption_and_credit(client: Client) -> None:
    unit = make_unit()
    article = make_article("news", unit, cover=make_image(unit))
    make_page_renditions.enqueue(page_id=article.pk)

    (image,) = node_of(html(client, article.get_url()), "NewsArticle")["image"]

    assert image["url"].startswith(f"{BASE}/media/images/")
    assert image["width"] == 640
    assert (image["caption"], image["creditText"]) == ("Chú thích", "Nguồn")


def test_photo_story_shows_each_of_its_pictures_once(client: Client) -> None:
    images = node_of(html(client, make_article("photo", make_unit()).get_url()), "NewsArticle")

    assert len(images["image"]) == 3
    assert {one["caption"] for one in images["image"]} == {"Chú thích ảnh"}


def test_video_page_tells_of_its_video(client: Client) -> None:
    unit = make_unit()
    article = make_article("video", unit, cover=make_image(unit), title="Phóng sự")
    text = html(client, article.get_url())

    video = node_of(text, "VideoObject")

    assert video["name"] == "Phóng sự"
    assert video["duration"] == "P0DT00H04M05S"
    assert video["url"] == article.video_url
    assert node_of(text, "NewsArticle")["video"] == {"@id": video["@id"]}


def test_corrections_are_told_with_their_dates(client: Client, monkeypatch) -> None:
    from articles import presentation
    from articles.corrections.reader_notes import ReaderNote

    note = ReaderNote(
        "correction", "Đính chính", datetime(2026, 3, 6, tzinfo=UTC), "Sửa tên.", "vi"
    )
    monkeypatch.setattr(presentation, "notes_of", lambda page: [note])
    article = make_article("news", make_unit())

    (told,) = node_of(html(client, article.get_url()), "NewsArticle")["correction"]

    assert told == {
        "@type": "CorrectionComment",
        "name": "Đính chính",
        "text": "Sửa tên.",
        "datePublished": "2026-03-06T07:00:00+07:00",
        "inLanguage": "vi",
    }


def test_text_cannot_end_the_block(client: Client) -> None:
    evil = "</script><script>alert('1')</script> & <!-- “ngoặc”"
    article = make_article("news", make_unit(), title=evil, lead=evil)
    text = html(client, article.get_url())

    assert "<script>alert" not in text
    assert node_of(text, "NewsArticle")["headline"] == evil


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (UnitKind.CONFEDERATION, "GovernmentOrganization"),
        (UnitKind.PROVINCE, "GovernmentOrganization"),
        (UnitKind.DEPARTMENT, "GovernmentOrganization"),
        (UnitKind.SECTOR, "Organization"),
        (UnitKind.CORPORATION, "Organization"),
        (UnitKind.ATTACHED_UNIT, "Organization"),
    ],
)
def test_kind_of_unit_decides_the_kind_of_organisation(client: Client, kind, expected) -> None:
    unit = make_unit("MOT", kind=kind)

    assert node_of(html(client, unit_home(unit).get_url()), expected)["name"] == unit.name_vi


def test_unit_home_tells_of_its_parent_and_how_to_reach_it(client: Client) -> None:
    unit, parent = make_unit("MOT"), make_unit("TREN", kind=UnitKind.SECTOR)
    unit.parent, unit.phone, unit.email = parent, "024 3942 1181", "mot@example.vn"
    unit.postal_address, unit.valid_from = "82 Trần Hưng Đạo, Hà Nội", date(2025, 7, 1)
    unit.save()

    told = node_of(html(client, "/don-vi/mot/"), "GovernmentOrganization")

    assert told["@id"] == f"{BASE}/don-vi/mot/#organization"
    assert told["alternateName"] == "LĐLĐ MOT"
    assert told["parentOrganization"]["name"] == parent.name_vi
    assert told["address"]["streetAddress"] == "82 Trần Hưng Đạo, Hà Nội"
    assert (told["telephone"], told["email"]) == ("024 3942 1181", "mot@example.vn")
    assert told["foundingDate"] == "2025-07-01"


def test_unit_home_leaves_out_what_the_register_lacks(client: Client) -> None:
    make_unit("MOT")

    told = node_of(html(client, "/don-vi/mot/"), "GovernmentOrganization")

    assert not told.keys() & {"address", "telephone", "email", "parentOrganization"}


@pytest.mark.parametrize(("address", "language"), [("/", "vi"), ("/en/", "en")])
def test_home_tells_of_its_search(client: Client, address: str, language: str) -> None:
    site = node_of(html(client, address), "WebSite")

    assert site["url"] == BASE + address
    assert site["inLanguage"] == language
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{BASE}{address}tim-kiem/?q={{search_term_string}}"
    assert client.get(template.removeprefix(BASE).format(search_term_string="luong")).status_code


def test_way_to_a_page_is_the_one_it_shows(client: Client) -> None:
    article = make_article("news", make_unit("MOT", name="Công đoàn Một"), title="Tin một")
    text = html(client, article.get_url())

    way = node_of(text, "BreadcrumbList")["itemListElement"]

    shown = re.search(r'<nav class="breadcrumbs".*?</nav>', text, re.DOTALL)[0]
    addresses = [BASE + path for path in re.findall(r'href="([^"]+)"', shown)]
    assert [one["item"] for one in way[:-1]] == addresses
    assert way[0]["name"] == "Trang chủ"
    assert (way[-1]["name"], way[-1]["item"]) == ("Tin một", BASE + article.get_url())


def test_own_hostname_tells_national_addresses(client: Client) -> None:
    unit = make_unit("RIENG")
    Site.objects.create(hostname="rieng.example.vn", root_page=unit_home(unit))
    article = make_article("news", unit)
    path = article.url_path.partition("/rieng/")[2]

    text = html(client, f"/{path}", headers={"host": "rieng.example.vn"})

    way = [one["item"] for one in node_of(text, "BreadcrumbList")["itemListElement"]]
    assert way[-2:] == [f"{BASE}/don-vi/rieng/tin-tuc/", f"{BASE}/don-vi/rieng/{path}"]


def test_views_that_are_no_page_tell_nothing(client: Client) -> None:
    assert nodes_of(html(client, "/tim-kiem/?q=luong")) == []
    assert nodes_of(html(client, "/khong-co/")) == []


def test_pages_cost_no_query_more_for_it(client: Client, count_queries) -> None:
    unit = make_unit("MOT")
    unit.parent = make_unit("TREN")
    unit.save()
    article = make_article("news", unit, cover=make_image(unit))
    for address in ("/", "/don-vi/mot/", article.get_url()):
        client.get(address)
        assert count_queries(lambda address=address: client.get(address)) <= 15


def test_checker_refuses_what_lacks_something() -> None:
    with pytest.raises(AssertionError, match="headline"):
        check({"@type": "NewsArticle", "url": f"{BASE}/x/"})
    with pytest.raises(AssertionError, match="url"):
        check({"@type": "ImageObject", "url": "/media/x.jpg", "width": 1, "height": 1})
    with pytest.raises(AssertionError):
        check({"@type": "Organization", "name": ""})


def test_piece_written_long_ago_keeps_its_day(client: Client) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=1)
    article = make_article("news", make_unit(), published_at=moment)
    NewsPage.objects.filter(pk=article.pk).update(last_published_at=None)

    piece = node_of(html(client, article.get_url()), "NewsArticle")

    assert piece["dateModified"] == piece["datePublished"] == "2026-01-01T06:00:00+07:00"


def test_lists_that_are_no_page_tell_their_way_and_their_feed(client: Client) -> None:
    topic = Topic.objects.create(name_vi="Tiền lương")
    make_article("news", make_unit("MOT", name="Công đoàn Một"), topics=[topic])
    expected = {
        "/chu-de/": [f"{BASE}/", f"{BASE}/chu-de/"],
        f"/chu-de/{topic.slug}/": [f"{BASE}/", f"{BASE}/chu-de/", f"{BASE}/chu-de/{topic.slug}/"],
        "/tac-gia/mot/hai-yen/": [
            f"{BASE}/",
            f"{BASE}/don-vi/mot/",
            f"{BASE}/tac-gia/mot/hai-yen/",
        ],
    }

    for address, way in expected.items():
        text = html(client, address)
        told = node_of(text, "BreadcrumbList")["itemListElement"]
        assert [one["item"] for one in told] == way
        assert f'<meta property="og:url" content="{BASE}{address}">' in text
        assert (f'href="{address}feed/"' in text) is (address != "/chu-de/")


def test_later_screens_of_a_section_have_their_own_address(client: Client) -> None:
    unit = make_unit("MOT")
    for _number in range(21):
        make_article("news", unit)

    text = html(client, "/don-vi/mot/tin-tuc/?page=2&utm_source=x")

    assert f'<link rel="canonical" href="{BASE}/don-vi/mot/tin-tuc/?page=2">' in text
    assert f'<meta property="og:url" content="{BASE}/don-vi/mot/tin-tuc/?page=2">' in text
    assert 'href="/don-vi/mot/tin-tuc/feed/"' in text
    first = html(client, "/don-vi/mot/tin-tuc/?utm_source=x")
    assert f'<link rel="canonical" href="{BASE}/don-vi/mot/tin-tuc/">' in first
