"""Pictures are chosen among renditions that exist; a reader never makes one."""

import pytest
from django.template.loader import render_to_string

from core.models import PortalImage, PortalRendition
from core.pictures import picture_of, rendition_of
from core.templatetags.pictures import picture
from factories.portal import make_image, make_unit

pytestmark = pytest.mark.django_db
CARDS = ("fill-320x200|format-webp", "fill-320x200|format-jpeg", "fill-640x400|format-jpeg")


def loaded(image: PortalImage) -> PortalImage:
    return PortalImage.objects.prefetch_related("renditions").get(pk=image.pk)


@pytest.fixture
def image() -> PortalImage:
    return make_image(make_unit())


def test_picture_offers_modern_formats_before_the_plain_one(image: PortalImage) -> None:
    image.get_renditions(*CARDS)

    found = picture_of(loaded(image), shape="card")

    assert [source.mime_type for source in found.sources] == ["image/webp"]
    assert found.mime_type == "image/jpeg"
    assert (found.width, found.height) == (640, 400)
    assert " 320w" in found.srcset
    assert " 640w" in found.srcset


def test_picture_falls_back_to_the_other_shape(image: PortalImage) -> None:
    image.get_renditions("width-480|format-jpeg")

    assert picture_of(loaded(image), shape="card").width == 480


def test_picture_without_renditions_makes_none(
    image: PortalImage, django_assert_num_queries
) -> None:
    image = loaded(image)

    with django_assert_num_queries(0):
        assert picture_of(image, shape="wide").src == ""

    assert not PortalRendition.objects.exists()


def test_picture_of_only_modern_renditions_still_has_an_address(image: PortalImage) -> None:
    image.get_renditions("fill-320x200|format-avif", "fill-320x200|format-webp")

    found = picture_of(loaded(image), shape="card")

    assert found.src
    assert len(found.sources) == 1


def test_share_picture_is_no_card(image: PortalImage) -> None:
    image.get_renditions("fill-1200x630|format-jpeg")

    assert picture_of(loaded(image), shape="card").src == ""
    assert rendition_of(loaded(image), spec="fill-1200x630|format-jpeg").width > 0
    assert rendition_of(None, spec="fill-1200x630|format-jpeg") is None


def test_element_has_size_and_escaped_alternative_text(image: PortalImage) -> None:
    image.get_renditions(*CARDS)

    html = render_to_string("core/picture.html", picture(loaded(image), "card", alt='Ảnh "<b>"'))

    assert 'width="640" height="400"' in html
    assert "Ảnh &quot;&lt;b&gt;&quot;" in html
    assert 'loading="lazy"' in html


def test_first_picture_of_a_page_is_not_lazy(image: PortalImage) -> None:
    image.get_renditions(*CARDS)

    html = render_to_string("core/picture.html", picture(loaded(image), "card", eager=True))

    assert "lazy" not in html


def test_placeholder_keeps_the_alternative_text() -> None:
    html = render_to_string("core/picture.html", picture(None, "card", alt="Công nhân"))

    assert 'role="img" aria-label="Công nhân"' in html
