"""What follows when pages of a unit move or are published."""

import pytest

from factories.portal import make_article, make_image, make_unit, section_of
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db


def test_moved_piece_belongs_to_the_unit_of_its_new_place():
    old, new = make_unit(), make_unit()
    page = make_article("news", old)
    page.move(section_of(new, "news"), "last-child")
    page.refresh_from_db()
    assert page.unit == new


def test_moved_section_takes_its_pieces_along():
    old, new = make_unit(), make_unit()
    page = make_article("notice", old)
    section_of(new, "notice").delete()
    section_of(old, "notice").move(unit_home(new), "last-child")
    page.refresh_from_db()
    assert page.unit == new


def test_published_banner_is_public_and_has_its_sizes(django_capture_on_commit_callbacks):
    unit = make_unit()
    home, image = unit_home(unit), make_image(unit)
    home.banner = image
    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision().publish()
    image.refresh_from_db()
    assert image.is_public
    assert image.renditions.count() == 9


def test_draft_banner_stays_private():
    unit = make_unit()
    home, image = unit_home(unit), make_image(unit)
    home.banner = image
    home.save_revision()
    image.refresh_from_db()
    assert not image.is_public
