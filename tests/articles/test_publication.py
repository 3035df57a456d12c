"""What is published is readable whole: its files are public as long as a live page uses them."""

import pytest
from PIL import Image
from wagtail.test.utils.form_data import inline_formset, streamfield

from core.models import PortalImage
from core.renditions import CARD_SPECS, SHARE_SPEC, WIDE_SPECS
from factories.editor import AUTHOR, Editor, messages_of, paragraph
from factories.portal import make_article, make_document, make_image, make_unit, make_user
from units.enums import UnitRole

pytestmark = pytest.mark.django_db

EVERY_SPEC = {*CARD_SPECS, *WIDE_SPECS, SHARE_SPEC}


@pytest.fixture
def unit():
    return make_unit()


def body_with(image, document, linked) -> list:
    """Return a text that names a picture, an attached document and one in a link."""
    picture = {"image": image, "alt": "Tả", "caption": "Chú thích", "credit": "Nguồn"}
    link = f'<p><a linktype="document" id="{linked.pk}">tệp</a></p>'
    return [
        ("picture", picture),
        ("document", {"document": document, "title": ""}),
        ("rich_text", link),
    ]


def publish(page):
    """Publish the latest revision as the end of a workflow does."""
    page.get_latest_revision().publish(skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)


def public(*files) -> list[bool]:
    """Return which of the files are public now."""
    return [type(file).objects.get(pk=file.pk).is_public for file in files]


def test_files_are_public_from_publication_to_its_end(unit):
    cover, picture = make_image(unit), make_image(unit)
    files = [cover, picture, make_document(unit), make_document(unit)]
    page = make_article("news", unit, live=False, cover=cover, body=body_with(*files[1:]))
    assert public(*files) == [False] * 4
    page = publish(page)
    assert public(*files) == [True] * 4
    page.unpublish()
    assert public(*files) == [False] * 4


def test_files_of_another_live_piece_stay_public(unit):
    shared, own = make_image(unit), make_image(unit)
    document = make_document(unit)
    body = body_with(own, document, document)
    page = publish(make_article("news", unit, live=False, cover=shared, body=body))
    other = publish(
        make_article("notice", unit, live=False, body=body_with(shared, document, document))
    )
    page.unpublish()
    assert public(shared, document, own) == [True, True, False]
    other.unpublish()
    assert public(shared, document) == [False, False]


def test_draft_that_uses_a_file_does_not_keep_it_public(unit):
    image = make_image(unit)
    page = publish(make_article("news", unit, live=False, cover=image))
    make_article("news", unit, live=False, cover=image)
    page.unpublish()
    assert public(image) == [False]


def test_replaced_picture_is_closed_when_the_new_version_is_published(unit):
    old, new = make_image(unit), make_image(unit)
    page = publish(make_article("news", unit, live=False, cover=old))
    page.cover = new
    page.save_revision()
    assert public(old, new) == [True, False]
    publish(page)
    assert public(old, new) == [False, True]


def test_draft_without_the_picture_does_not_close_it_for_the_live_version(unit):
    shared = make_image(unit)
    first = publish(make_article("news", unit, live=False, cover=shared))
    second = publish(make_article("news", unit, live=False, cover=shared))
    chief = Editor(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    author = second.authors.get()
    response = chief.edit(
        second,
        slug=second.slug,
        cover="",
        body=streamfield([paragraph()]),
        authors=inline_formset([AUTHOR | {"id": str(author.pk)}], initial=1),
    )
    assert response.status_code == 302, messages_of(response)
    first.unpublish()
    assert public(shared) == [True]


@pytest.mark.parametrize("mode", ["RGB", "CMYK", "L"])
def test_every_size_exists_after_publication(unit, mode, django_capture_on_commit_callbacks):
    cover = make_image(unit)
    Image.new(mode, (640, 400)).save(cover.file.path, "JPEG")
    page = make_article("news", unit, live=False, cover=cover)
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    made = PortalImage.objects.get(pk=cover.pk).renditions.all()
    assert {rendition.filter_spec for rendition in made} == EVERY_SPEC
    for rendition in made:
        with Image.open(rendition.file.path) as picture:
            assert picture.width <= 1440


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "1"])
def test_every_kind_of_png_gets_its_sizes(unit, mode, django_capture_on_commit_callbacks):
    cover = make_image(unit)
    cover.file.name = cover.file.name.replace(".jpg", ".png")
    Image.new(mode, (64, 40)).save(cover.file.path, "PNG")
    cover.save()
    page = make_article("news", unit, live=False, cover=cover)
    with django_capture_on_commit_callbacks(execute=True):
        publish(page)
    made = PortalImage.objects.get(pk=cover.pk).renditions.values_list("filter_spec", flat=True)
    assert set(made) == EVERY_SPEC


def test_publication_after_the_piece_is_gone_makes_nothing(unit):
    from articles.tasks import make_page_renditions

    make_page_renditions.func(page_id=10**6)
    assert not PortalImage.objects.exists()
