"""Parts of documents, as players of films ask for them."""

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory

from core.byte_ranges import LARGEST_PART, answer_part
from core.models import PortalDocument
from factories.portal import make_unit, make_user
from units.enums import UnitRole

CONTENT = bytes(range(100))
TAG = "abc"


def answer(part: str, content: bytes = CONTENT, **headers):
    """Return the answer to a request for a part."""
    request = RequestFactory().get("/", headers={"Range": part, **headers})
    return answer_part(request, ContentFile(content), content_type="video/mp4", tag=TAG)


@pytest.mark.parametrize(
    ("part", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-", 0, 99),
        ("bytes=40-59", 40, 59),
        ("bytes=90-1000", 90, 99),
        ("bytes=-10", 90, 99),
        ("bytes=-1000", 0, 99),
        ("bytes = 99-99", 99, 99),
    ],
)
def test_a_part_is_what_was_asked_for(part, first, last):
    response = answer(part)

    assert response.status_code == 206
    assert response.content == CONTENT[first : last + 1]
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/100"
    assert response.headers["Content-Type"] == "video/mp4"
    assert response.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("part", ["bytes=100-", "bytes=-0", "bytes=60-59", f"bytes={10**17}-"])
def test_a_part_that_is_not_there_is_refused(part):
    response = answer(part)

    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */100"
    assert response.content == b""


@pytest.mark.parametrize("part", ["", "bytes=-", "bytes=0-1,5-6", "pages=1-2", "bytes=a-b"])
def test_anything_else_gets_the_whole_file(part):
    assert answer(part) is None


def test_a_part_of_another_version_gets_the_whole_file():
    assert answer("bytes=0-1", **{"If-Range": '"old"'}) is None
    assert answer("bytes=0-1", **{"If-Range": f'"{TAG}"'}).status_code == 206


def test_a_part_is_never_larger_than_memory_allows():
    content = b"0" * (LARGEST_PART + 10)

    response = answer("bytes=5-", content)

    assert len(response.content) == LARGEST_PART
    assert response.headers["Content-Range"] == f"bytes 5-{LARGEST_PART + 4}/{len(content)}"


@pytest.mark.django_db
def test_parts_follow_the_rights_of_the_whole(client):
    unit, other = make_unit(), make_unit()
    film = PortalDocument.objects.create(
        title="Phim", file=ContentFile(CONTENT, name="phim.mp4"), collection=unit.collection
    )
    part = {"Range": "bytes=10-19"}

    assert client.get(film.url, headers=part).status_code == 404
    client.force_login(make_user(unit=other, role=UnitRole.CHIEF_EDITOR))
    assert client.get(film.url, headers=part).status_code == 404
    client.force_login(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    own = client.get(film.url, headers=part)
    assert (own.status_code, own.content) == (206, CONTENT[10:20])
    assert client.get(film.url).status_code == 200

    PortalDocument.objects.filter(pk=film.pk).update(is_public=True)
    client.logout()
    public = client.get(film.url, headers=part)
    assert (public.status_code, public.content) == (206, CONTENT[10:20])
    assert public.headers["Content-Type"] == "video/mp4"


@pytest.mark.django_db
def test_a_part_is_guarded_like_the_whole_and_never_packed(client):
    text = b"Cong doan co so " * 100
    document = PortalDocument.objects.create(
        title="Lời", file=ContentFile(text, name="loi.txt"), is_public=True
    )

    whole = client.get(document.url)
    part = client.get(document.url, headers={"Range": "bytes=0-999", "Accept-Encoding": "gzip"})

    assert part.content == text[:1000]
    assert "Content-Encoding" not in part.headers
    assert part.headers["Content-Disposition"].startswith("attachment")
    assert whole.headers["Content-Disposition"].startswith("attachment")
    for name in ("Content-Security-Policy", "X-Content-Type-Options"):
        assert part.headers[name] == whole.headers[name], name


@pytest.mark.django_db
def test_whoever_asks_for_no_part_writes_nothing(client):
    film = PortalDocument.objects.create(
        title="Phim", file=ContentFile(CONTENT, name="phim.mp4"), is_public=True
    )

    client.get(film.url)

    assert PortalDocument.objects.get(pk=film.pk).file_hash == ""
