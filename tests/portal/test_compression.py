"""Texts are compressed on the way to readers; files and answers with a session are not."""

import gzip

import pytest
from django.test import Client
from django.utils import timezone

from factories.portal import make_article, make_document, make_unit, make_user

pytestmark = pytest.mark.django_db
ASKS = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}


@pytest.mark.parametrize("path", ["/", "/feed/", "/api/v3/units/", "/sitemap.xml", "/khong-co/"])
def test_texts_are_compressed_for_who_asks(client: Client, path: str) -> None:
    # Random bytes in the answer's head may make a very short text longer; it is then left plain.
    for _number in range(4):
        make_unit()

    plain, packed = client.get(path), client.get(path, **ASKS)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert gzip.decompress(packed.content)[:200] == plain.content[:200]
    assert len(packed.content) < len(plain.content)
    assert not plain.has_header("Content-Encoding")


def test_answers_with_a_session_stay_as_they_are(client: Client) -> None:
    client.force_login(make_user())

    assert not client.get("/", **ASKS).has_header("Content-Encoding")


def test_files_keep_their_length(client: Client) -> None:
    document = make_document(make_unit("MOT"), is_public=True)

    answer = client.get(document.url, **ASKS)

    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") != "gzip"
    assert answer.headers["Content-Length"] == str(document.file.size)


def test_unchanged_feed_is_not_sent_again(client: Client) -> None:
    # A feed without pieces was changed just now.
    make_article("news", make_unit("MOT"), published_at=timezone.now())
    first = client.get("/feed/", **ASKS)

    again = client.get("/feed/", HTTP_IF_NONE_MATCH=first.headers["ETag"], **ASKS)

    assert again.status_code == 304
