"""Nobody puts a Word document into another unit's section."""

import pytest
from django.urls import reverse

from factories.portal import section_of
from factories.word import story
from isolation.walk import Visitor
from isolation.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["news", "thematic", "notice"])
def test_a_document_lands_in_no_section_of_another_unit(world: World, kind):
    section = section_of(world.theirs.unit, kind)
    address = reverse("import_document", args=[section.pk, kind])
    visits = {
        name: Visitor(world, user).visit("POST", address, data={"file": story().upload()})
        for name, user in world.roles().items()
        if user is not None
    }
    assert {visit.status for visit in visits.values()} == {404}
    owner = Visitor(world, world.theirs.people["contributor"])
    visit = owner.visit("POST", address, data={"file": story().upload()})
    assert (visit.status, visit.unchanged) == (302, False)
