"""Bad pictures in the chooser and in the list of pictures: refused, and no file is left."""

from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image
from wagtail.models import UploadedFile

from core.models import PortalImage
from factories.editor import Editor
from factories.pictures import SCRIPT_SVG, encoded, png_bomb, upload, with_exif
from factories.portal import make_unit, make_user
from units.enums import UnitRole

pytestmark = pytest.mark.django_db

BAD = {
    "text named as a picture": ("anh.jpg", lambda: b"xin chao"),
    "empty file": ("anh.jpg", lambda: b""),
    "broken off early": ("anh.jpg", lambda: encoded("JPEG", size=(300, 200))[:500]),
    "broken off late": ("anh.jpg", lambda: encoded("JPEG", size=(300, 200))[:-100]),
    "broken PNG": ("anh.png", lambda: encoded("PNG", size=(300, 200))[:80]),
    "PNG named JPEG": ("anh.jpg", lambda: encoded("PNG")),
    "hundred megapixels": ("anh.png", lambda: png_bomb(10_000, 10_000)),
    "four hundred megapixels": ("anh.png", lambda: png_bomb(20_000, 20_000)),
    "SVG with a script": ("anh.svg", lambda: SCRIPT_SVG),
    "SVG named PNG": ("anh.png", lambda: SCRIPT_SVG),
    "GIF": ("anh.gif", lambda: encoded("GIF")),
    "TIFF": ("anh.tiff", lambda: encoded("TIFF")),
    "BMP": ("anh.bmp", lambda: encoded("BMP")),
    "HEIC": ("anh.heic", lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99),
    "no extension": ("anh", lambda: encoded("JPEG")),
}


@pytest.fixture
def editor():
    return Editor(make_user(unit=make_unit(), role=UnitRole.CONTRIBUTOR))


def stored() -> list[Path]:
    """Return every file of the public folder."""
    return sorted(path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", BAD)
def test_bad_picture_is_refused_in_the_chooser(editor, kind):
    name, content = BAD[kind]
    before = stored()
    answer = editor.choose_upload(upload(name, content()), title="Tên ảnh đã gõ").json()
    assert answer["step"] == "reshow_creation_form"
    assert "error-message" in answer["htmlFragment"]
    assert "Tên ảnh đã gõ" in answer["htmlFragment"]
    assert stored() == before
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize("kind", BAD)
def test_bad_picture_is_refused_in_the_list(editor, kind):
    name, content = BAD[kind]
    before = stored()
    answer = editor.bulk_upload(upload(name, content())).json()
    assert answer["success"] is False
    assert answer["error_message"]
    assert stored() == before
    assert not PortalImage.objects.exists()


def test_picture_over_the_size_cap_is_refused(editor, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    content = encoded("PNG", size=(50, 50)) + b"\0" * 1000
    assert editor.bulk_upload(upload("anh.png", content)).json()["success"] is False
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize("title", ["x" * 300, "", "\u200b"])
def test_faulty_title_keeps_nothing_of_the_upload(editor, title):
    before = stored()
    answer = editor.bulk_upload(upload("anh.jpg", with_exif()), title=title).json()
    assert answer["success"] is False
    assert stored() == before
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("title", ["", "  ", "\u200b", "x" * 10_000])
def test_picture_without_a_readable_title_is_refused_in_the_chooser(editor, title):
    answer = editor.choose_upload(upload("anh.jpg", encoded("JPEG")), title=title).json()
    assert answer["step"] == "reshow_creation_form"
    assert not PortalImage.objects.exists()


def test_collection_of_another_unit_is_not_taken(editor):
    other = make_unit()
    editor.choose_upload(upload("anh.jpg", encoded("JPEG")), collection=other.collection_id)
    editor.bulk_upload(upload("anh.jpg", encoded("JPEG")), collection=other.collection_id)
    assert not PortalImage.objects.filter(collection=other.collection).exists()


@pytest.mark.parametrize("way", ["choose_upload", "bulk_upload"])
def test_good_picture_is_stored_upright_without_its_place(editor, way):
    getattr(editor, way)(upload("Ảnh đẹp.JPG", with_exif()))
    image = PortalImage.objects.get()
    assert image.uploaded_by_user == editor.user
    assert (image.width, image.height) == (30, 48)
    assert image.file.name.endswith("/anh-dep.jpg")
    with Image.open(image.file.path) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (30, 48)
