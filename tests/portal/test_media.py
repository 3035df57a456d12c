"""Pictures served by the portal itself."""

from pathlib import Path

import pytest
from django.test import Client


@pytest.fixture
def media(tmp_path: Path, settings) -> Path:
    """Return the media folder, with a picture, a page and a secret beside the folder."""
    folder = tmp_path / "media"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "a.avif").write_bytes(b"picture")
    (folder / "images" / "a.html").write_text("<script>alert(1)</script>")
    (folder / "images" / "a.svg").write_text("<svg/>")
    (tmp_path / "secret.png").write_bytes(b"secret")
    settings.MEDIA_ROOT = str(folder)
    return folder


def test_picture_is_kept_for_ever_and_never_sniffed(client: Client, media: Path) -> None:
    response = client.get("/media/images/a.avif")

    assert b"".join(response.streaming_content) == b"picture"
    assert response.headers["Content-Type"] == "image/avif"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "images/a.html",
        "images/a.svg",
        "images/",
        "images/none.png",
        "../secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "images/..%5c..%5csecret.png",
        "/etc/passwd.png",
    ],
)
def test_anything_else_is_not_found(client: Client, media: Path, path: str) -> None:
    response = client.get(f"/media/{path}")

    assert response.status_code == 404
