"""RSS and Atom of the portal, of units and of sections."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction, Site

from articles.models import Topic
from core.models import PortalImage
from factories.portal import make_article, make_image, make_unit, section_of
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"


def make_topic(name: str) -> Topic:
    return Topic.objects.create(name_vi=name)


def rss(client: Client, address: str, **options) -> ElementTree.Element:
    response = client.get(address, **options)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    return ElementTree.fromstring(response.content).find("channel")


def titles(channel: ElementTree.Element) -> list[str]:
    return [item.findtext("title") for item in channel.iter("item")]


def test_portal_feed_holds_live_pieces_with_absolute_addresses(client: Client, settings) -> None:
    unit = make_unit("MOT")
    article = make_article("news", unit, title="Tin đã đăng", cover=make_image(unit))
    make_article("news", unit, title="Tin còn nháp", live=False)

    channel = rss(client, "/feed/")

    base = settings.WAGTAILADMIN_BASE_URL
    assert titles(channel) == ["Tin đã đăng"]
    assert channel.findtext("language") == "vi"
    item = channel.find("item")
    assert item.findtext("link") == f"{base}/don-vi/mot/tin-tuc/{article.slug}/"
    enclosure = item.find("enclosure")
    assert enclosure.get("url").startswith(f"{base}/media/images/")
    assert enclosure.get("type") == "image/jpeg"


def test_atom_feed_names_language_and_author(client: Client) -> None:
    make_article("news", make_unit(), title="Tin đã đăng")

    response = client.get("/feed/atom/")
    feed = ElementTree.fromstring(response.content)

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    entry = feed.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Tin đã đăng"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Hải Yến"


def test_unit_feed_holds_only_its_own_pieces(client: Client) -> None:
    one, other = make_unit("MOT"), make_unit("HAI")
    make_article("news", one, title="Tin của Một")
    make_article("thematic", one, title="Bài của Một")
    make_article("news", other, title="Tin của Hai")

    found = titles(rss(client, "/don-vi/mot/feed/"))

    assert sorted(found) == ["Bài của Một", "Tin của Một"]


def test_section_feed_holds_only_its_kind(client: Client) -> None:
    unit = make_unit("MOT")
    make_article("news", unit, title="Tin")
    make_article("thematic", unit, title="Bài")

    assert titles(rss(client, f"{section_of(unit, 'thematic').get_url()}feed/")) == ["Bài"]
    assert titles(rss(client, "/tin-tuc/feed/")) == ["Tin"]


def test_feed_of_an_own_hostname_is_the_units(client: Client, settings) -> None:
    unit = make_unit("RIENG")
    Site.objects.create(hostname="rieng.example.vn", root_page=unit_home(unit))
    make_article("news", unit, title="Tin riêng")
    make_article("news", make_unit("KHAC"), title="Tin khác")

    channel = rss(client, "/feed/", headers={"host": "rieng.example.vn"})

    assert titles(channel) == ["Tin riêng"]
    assert channel.findtext("link") == f"{settings.WAGTAILADMIN_BASE_URL}/don-vi/rieng/"


def test_restricted_pages_have_no_feed_and_are_in_none(client: Client) -> None:
    unit = make_unit("MOT")
    make_article("news", unit, title="Tin kín")
    PageViewRestriction.objects.create(
        page=section_of(unit, "news").page_ptr, restriction_type="login"
    )

    assert client.get(f"{section_of(unit, 'news').get_url()}feed/").status_code == 404
    assert titles(rss(client, "/feed/")) == []


@pytest.mark.parametrize("address", ["/don-vi/feed/", "/khong-co/feed/", "/gioi-thieu/feed/"])
def test_pages_without_a_feed_are_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_demonstration_content_is_marked(client: Client) -> None:
    make_article("news", make_unit(), is_demonstration=True)

    categories = [one.text for one in rss(client, "/en/feed/").iter("category")]
    assert categories == []
    categories = [one.text for one in rss(client, "/feed/").iter("category")]
    assert len(categories) == 1


def test_unchanged_feed_is_not_sent_again(client: Client) -> None:
    make_article("news", make_unit())
    tag = client.get("/feed/").headers["ETag"]

    assert client.get("/feed/", headers={"if-none-match": tag}).status_code == 304


def test_feed_costs_the_same_for_one_and_three_pieces(client: Client, count_queries) -> None:
    unit = make_unit()
    make_article("news", unit, cover=make_image(unit))
    client.get("/feed/")
    one = count_queries(lambda: client.get("/feed/"))

    for _number in range(2):
        make_article("news", unit, cover=make_image(unit))
    three = count_queries(lambda: client.get("/feed/"))

    assert one == three
    assert PortalImage.objects.count() == 3


def test_enclosure_has_the_true_length_and_media_its_words(client: Client) -> None:
    unit = make_unit()
    make_article("news", unit, cover=make_image(unit))

    for address in ("/feed/", "/feed/atom/"):
        content = client.get(address).content
        media = ElementTree.fromstring(content).find(f".//{MEDIA}content")
        picture = client.get(media.get("url").removeprefix("http://127.0.0.1:8000"))
        length = len(b"".join(picture.streaming_content))
        assert media.get("fileSize") == str(length)
        assert f'length="{length}"'.encode() in content
        assert (media.get("type"), media.get("medium")) == ("image/jpeg", "image")
        assert media.get("width") == "640"
        assert media.findtext(f"{MEDIA}description") == "Chú thích"
        assert media.findtext(f"{MEDIA}credit") == "Nguồn"


def test_picture_whose_file_is_gone_is_left_out(client: Client) -> None:
    unit = make_unit()
    image = make_image(unit)
    make_article("news", unit, cover=image)
    for rendition in image.renditions.all():
        rendition.file.storage.delete(rendition.file.name)

    channel = rss(client, "/feed/")

    assert len(titles(channel)) == 1
    assert channel.find(".//enclosure") is None
    assert channel.find(f".//{MEDIA}content") is None


def test_sizes_are_asked_of_the_storage_once(client: Client, monkeypatch) -> None:
    unit = make_unit()
    make_article("news", unit, cover=make_image(unit))
    first = client.get("/feed/").content
    monkeypatch.setattr("core.file_sizes._size", None)

    assert client.get("/feed/").content == first


def test_topic_feed_holds_its_pieces_of_all_units(client: Client, settings) -> None:
    topic, other = make_topic("Tiền lương"), make_topic("Nhà ở")
    make_article("news", make_unit("MOT"), title="Một", topics=[topic])
    make_article("thematic", make_unit("HAI"), title="Hai", topics=[topic])
    make_article("news", make_unit("BA"), title="Ba", topics=[other])
    make_article("news", make_unit("BON"), title="Nháp", topics=[topic], live=False)

    channel = rss(client, f"/chu-de/{topic.slug}/feed/")

    assert sorted(titles(channel)) == ["Hai", "Một"]
    assert channel.findtext("title") == topic.name_vi
    assert channel.findtext("link") == f"{settings.WAGTAILADMIN_BASE_URL}/chu-de/{topic.slug}/"


def test_author_feed_holds_the_pieces_of_one_unit(client: Client) -> None:
    unit = make_unit("MOT", name="Công đoàn Một")
    make_article("news", unit, title="Của Hải Yến")
    make_article("news", make_unit("HAI"), title="Của người cùng tên")
    make_article("news", unit, title="Nháp", live=False)

    channel = rss(client, "/tac-gia/mot/hai-yen/feed/")

    assert titles(channel) == ["Của Hải Yến"]
    assert channel.findtext("title") == "Hải Yến – Công đoàn Một"


def test_topics_and_authors_without_readable_pieces_have_no_feed(client: Client) -> None:
    topic = make_topic("Tiền lương")
    make_article("news", make_unit("MOT"), topics=[topic], live=False)

    for path in (f"chu-de/{topic.slug}", "chu-de/khong-co", "tac-gia/mot/hai-yen"):
        assert client.get(f"/{path}/feed/").status_code == 404
        assert client.get(f"/{path}/feed/atom/").status_code == 404


@pytest.mark.parametrize("flavour", ["", "atom/"])
def test_topic_and_author_feeds_cost_the_same(client: Client, count_queries, flavour: str) -> None:
    unit, topic = make_unit("MOT"), make_topic("Tiền lương")
    addresses = [f"/chu-de/{topic.slug}/feed/{flavour}", f"/tac-gia/mot/hai-yen/feed/{flavour}"]
    make_article("news", unit, cover=make_image(unit), topics=[topic])
    one = []
    for address in addresses:
        client.get(address)
        one.append(count_queries(lambda address=address: client.get(address)))

    for _number in range(2):
        make_article("news", unit, cover=make_image(unit), topics=[topic])

    assert [count_queries(lambda a=a: client.get(a)) for a in addresses] == one
    assert max(one) <= 15
