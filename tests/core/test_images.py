"""Uploaded pictures are stored clean, upright and in a form that every size can be made of."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from core.images import check_pixels, sanitize_upload
from factories.pictures import encoded, png_bomb, upload, with_exif


def sanitized(name: str, content: bytes) -> Image.Image:
    """Return the picture that is stored for an upload."""
    stored = sanitize_upload(upload(name, content))
    return Image.open(BytesIO(stored.read()))


def test_place_and_maker_are_gone_and_the_picture_stands_upright():
    original = Image.open(BytesIO(with_exif()))
    assert len(original.getexif()) >= 2
    picture = sanitized("anh.jpg", with_exif())
    assert dict(picture.getexif()) == {}
    assert picture.size == original.size[::-1]


@pytest.mark.parametrize("image_format", ["PNG", "WEBP", "AVIF"])
def test_metadata_of_every_format_is_dropped(image_format):
    exif = Image.Exif()
    exif[0x010F] = "Hang May Anh"
    content = encoded(image_format, exif=exif)
    assert dict(Image.open(BytesIO(content)).getexif())
    picture = sanitized(f"anh.{image_format.lower()}", content)
    assert picture.format == image_format
    assert dict(picture.getexif()) == {}


def test_what_follows_the_picture_is_dropped():
    stored = sanitize_upload(upload("a.png", encoded("PNG") + b"<script>alert(1)</script>"))
    assert b"script" not in stored.read()


def test_colour_profile_and_clear_parts_are_kept():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert sanitized("a.jpg", encoded("JPEG", icc_profile=profile)).info["icc_profile"] == profile
    assert "transparency" in sanitized("a.png", encoded("PNG", mode="P", transparency=0)).info


def test_sixteen_bit_greys_become_eight_bit():
    picture = sanitized("a.png", encoded("PNG", mode="I;16"))
    assert picture.mode == "L"
    assert [picture.getpixel((x, 5)) for x in (2, 45)] == [40, 220]


def test_telephones_picture_with_a_second_one_is_stored_as_jpeg():
    second = Image.new("RGB", (48, 30))
    content = encoded("MPO", save_all=True, append_images=[second])
    assert Image.open(BytesIO(content)).n_frames == 2
    assert sanitized("a.jpg", content).format == "JPEG"


@pytest.mark.parametrize("end", [40, 400, -20])
def test_picture_that_breaks_off_is_refused(end):
    content = encoded("JPEG", size=(300, 200))
    with pytest.raises(ValidationError):
        sanitize_upload(upload("a.jpg", content[:end]))


def test_name_becomes_ascii_without_a_path():
    stored = sanitize_upload(upload("../Ảnh đẹp Đà Nẵng.JPG", encoded("JPEG")))
    assert stored.name == "anh-dep-da-nang.jpg"


@pytest.mark.parametrize("side", [10_000, 20_000])
def test_bomb_is_measured_and_not_decoded(side):
    with pytest.raises(ValidationError) as refusal:
        check_pixels(upload("a.png", png_bomb(side, side)), limit=40_000_000)
    assert "40" in refusal.value.messages[0]


def test_picture_of_exactly_the_limit_passes_and_can_be_read_from_its_start():
    file = upload("a.png", encoded("PNG", size=(50, 40)))
    check_pixels(file, limit=2000)
    assert file.tell() == 0
    with pytest.raises(ValidationError):
        check_pixels(file, limit=1999)


def test_what_is_no_picture_is_left_to_the_checks_of_the_form():
    check_pixels(upload("a.jpg", b"hello"), limit=1)
