"""Static files are hashed and compressed, and built only when a source changed."""

from pathlib import Path

import brotli
import pytest
from django.conf import settings as django_settings
from django.test import Client

from portal.static_build import build_when_changed

STYLE = "p { color: black; }\n" * 100


@pytest.fixture
def sources(tmp_path, settings):
    """Return a folder that is the only source of static files, built as in production."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "page.css").write_text(STYLE)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [str(folder)]
    settings.STATIC_ROOT = str(tmp_path / "static")
    settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    return folder


def built(settings) -> dict[str, bytes]:
    """Return what was built, by name."""
    root = Path(settings.STATIC_ROOT)
    return {path.name: path.read_bytes() for path in root.iterdir()}


def hashed_style(settings) -> str:
    """Return the hashed name of the style sheet."""
    (name,) = [n for n in built(settings) if n.endswith(".css") and n != "page.css"]
    return name


def test_a_style_sheet_has_a_hashed_name_and_both_compressed_forms(sources, settings):
    assert build_when_changed()
    name, files = hashed_style(settings), built(settings)
    assert brotli.decompress(files[f"{name}.br"]).decode() == STYLE
    assert files[f"{name}.gz"][:2] == b"\x1f\x8b"


def test_unchanged_sources_are_not_built_again(sources):
    assert build_when_changed()
    assert not build_when_changed()


def test_a_changed_source_is_built_again_and_the_old_form_removed(sources, settings):
    build_when_changed()
    old = hashed_style(settings)
    (sources / "page.css").write_text(STYLE + "a { color: red; }")
    assert build_when_changed()
    assert old not in built(settings)


@pytest.mark.django_db
@pytest.mark.parametrize(("accepted", "encoding"), [("br, gzip", "br"), ("gzip", "gzip")])
def test_the_portal_serves_the_compressed_form_for_ever(sources, settings, accepted, encoding):
    build_when_changed()
    response = Client().get(
        f"/static/{hashed_style(settings)}", headers={"accept-encoding": accepted}
    )
    assert response.status_code == 200
    assert response.headers["Content-Encoding"] == encoding
    assert "immutable" in response.headers["Cache-Control"]
