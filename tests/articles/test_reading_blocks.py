"""Galleries and videos in a text: what readers can open, and what is asked of nobody unasked."""

import json
import re

import pytest
from django.test import Client

from articles.templatetags.article_blocks import LARGE_SPECS, large_url
from core.renditions import make_first_renditions
from factories.portal import make_article, make_image, make_unit

pytestmark = pytest.mark.django_db
FILM = "https://www.youtube.com/watch?v=abcdefghijk"


def shown(client: Client, unit, *blocks: tuple[str, object]) -> str:
    """Return the text of a piece of these blocks."""
    return read(client, made(unit, *blocks))


def made(unit, *blocks: tuple[str, object]):
    """Return a piece of these blocks; its pictures have the one size that is made at once."""
    body = json.dumps([{"type": name, "value": value} for name, value in blocks])
    return make_article("news", unit, body=body)


def read(client: Client, article) -> str:
    """Return the text of a piece."""
    text = client.get(article.get_url()).content.decode()
    return text.split('<div class="article-body', 1)[1].split('<footer class="article-footer')[0]


def gallery_of(*images) -> tuple[str, object]:
    """Return a gallery block."""
    items = [{"image": image.pk, "alt": "tả", "caption": "chú", "credit": ""} for image in images]
    return "gallery", {"items": items}


def test_gallery_links_each_picture_to_its_large_form(client: Client) -> None:
    unit = make_unit()
    images = [make_image(unit), make_image(unit)]
    make_first_renditions(cover=None, pictures=images)

    text = shown(client, unit, gallery_of(*images))

    links = re.findall(r'<a href="([^"]+)" data-large>', text)
    assert links == [large_url(image) for image in images]
    assert all("width-960" in link for link in links)
    assert text.count("<dialog") == 1


def test_gallery_shows_a_picture_that_is_not_made_yet_without_a_link(client: Client) -> None:
    unit = make_unit()
    image = make_image(unit)
    article = made(unit, gallery_of(image))
    image.renditions.all().delete()

    text = read(client, article)

    assert "data-large" not in text
    assert "picture-placeholder" in text


def test_the_largest_form_that_exists_is_taken() -> None:
    image = make_image(make_unit())
    assert large_url(image) == ""
    assert large_url(None) == ""

    image.get_renditions(*LARGE_SPECS)

    assert large_url(image) == image.get_rendition(LARGE_SPECS[0]).url


def test_film_of_a_known_site_is_a_link_with_a_player(client: Client) -> None:
    text = shown(client, make_unit(), ("video", {"url": FILM, "caption": "Phim về thợ"}))

    assert f'href="{FILM}"' in text
    assert 'data-player="https://www.youtube-nocookie.com/embed/abcdefghijk' in text
    assert 'data-title="Phim về thợ"' in text
    assert "YouTube" in text
    assert "<iframe" not in text
    assert not re.search(r'src="https?://', text)


def test_film_of_another_site_is_a_plain_link(client: Client) -> None:
    video = {"url": "https://www.video.example.vn/1", "caption": "Phim"}

    text = shown(client, make_unit(), ("video", video))

    assert "video.example.vn" in text
    assert "data-player" not in text
    assert "video.js" not in text


def test_file_shows_its_still_and_loads_nothing_before_it_is_started(client: Client) -> None:
    unit = make_unit()
    image = make_image(unit)
    make_first_renditions(cover=None, pictures=[image])
    video = {"url": "https://a.vn/b.mp4", "caption": "Phim", "poster": image.pk}

    text = shown(client, unit, ("video", video))

    assert f'poster="{large_url(image)}"' in text
    assert 'preload="none"' in text
