"""Nobody puts another unit's private file or draft into a page by its id, whatever the field."""

import pytest
from django.forms import ModelForm
from wagtail.models import Page
from wagtail.permissions import policy_registry

from articles.forms import ArticleAuthorForm
from articles.models import ArticleAuthor, Contribution, Genre, NewsPage
from core.models import PortalDocument, PortalImage, User
from isolation.world import World
from units.gate.reach import choosable_pages
from units.models import Membership, Unit
from units.references import foreign_models, references

pytestmark = pytest.mark.django_db


def rich_text(world: World) -> str:
    side = world.theirs
    return (
        f'<p><a linktype="page" id="{side.pages["draft"].pk}">x</a>'
        f'<a linktype="document" id="{side.document.pk}">y</a></p>'
    )


def test_references_are_found_in_fields_blocks_and_rich_text(world: World):
    side = world.theirs
    page = NewsPage(title="x", cover=side.image, body=[("rich_text", rich_text(world))])
    assert references(page) == {
        PortalImage: {side.image.pk},
        PortalDocument: {side.document.pk},
        Page: {side.pages["draft"].pk},
    }


def test_foreign_references_are_refused_and_own_ones_pass(world: World):
    writer = world.ours.people["contributor"]
    page = NewsPage(title="x", cover=world.theirs.image, body=[("rich_text", rich_text(world))])
    assert foreign_models(writer, added=references(page)) == [PortalImage, PortalDocument, Page]
    own = NewsPage(title="x", cover=world.ours.image)
    assert foreign_models(writer, added=references(own)) == []


@pytest.mark.parametrize("field", ["cover", "body"])
def test_the_editors_form_names_the_foreign_thing(world: World, field):
    writer, draft = world.ours.people["contributor"], world.ours.pages["draft"]
    form_class = draft.get_edit_handler().get_form_class()
    data = {"title": draft.title, "slug": draft.slug, "body-count": "0", "comments-TOTAL_FORMS": 0}
    data |= {"authors-TOTAL_FORMS": 0, "authors-INITIAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
    if field == "cover":
        data["cover"] = world.theirs.image.pk
    else:
        data |= {
            "body-count": "1",
            "body-0-type": "document",
            "body-0-order": "0",
            "body-0-deleted": "",
            "body-0-value-document": world.theirs.document.pk,
        }
    form = form_class(data, instance=draft, parent_page=draft.get_parent(), for_user=writer)
    form.defer_required_fields()
    assert not form.is_valid()
    assert "your unit" in str(form.non_field_errors()) or "đơn vị" in str(form.non_field_errors())


def test_choosable_pages_are_the_own_and_the_published(world: World):
    chief = world.ours.people["chief_editor"]
    chosen = set(choosable_pages(chief).values_list("pk", flat=True))
    assert {page.pk for page in world.ours.pages.values()} <= chosen
    assert not {page.pk for page in world.theirs.pages.values()} & chosen
    assert set(Page.objects.filter(slug="don-vi").values_list("pk", flat=True)) <= chosen


def test_the_author_row_offers_active_colleagues_and_who_stands_there(world: World):
    form: type[ModelForm] = type("Form", (ArticleAuthorForm,), {"Meta": _author_meta()})
    stranger, writer = world.theirs.people["contributor"], world.ours.people["contributor"]
    User.objects.filter(pk=world.ours.people["administrator"].pk).update(is_active=False)
    new = form(for_user=writer)
    present = form(instance=ArticleAuthor(user=stranger, pen_name="x"), for_user=writer)
    names = {"contributor", "chief_editor", "respondent", "officer", "leader"}
    colleagues = {world.ours.people[name] for name in names}
    assert set(new.fields["user"].queryset) == colleagues
    assert set(present.fields["user"].queryset) == colleagues | {stranger}


def _author_meta():
    return type("Meta", (), {"model": ArticleAuthor, "fields": ["user", "pen_name"]})


@pytest.mark.parametrize(
    ("model", "action", "seen_by_chief"),
    [(Unit, "change", 0), (Genre, "change", 0), (Membership, "view", 0), (Contribution, "view", 1)],
)
def test_policies_deny_other_units_rows(world: World, model, action, seen_by_chief):
    policy = policy_registry.get_by_type(model)
    chief = world.ours.people["chief_editor"]
    rows = policy.instances_user_has_any_permission_for(chief, [action])
    assert rows.count() == seen_by_chief
    administrator = world.staff["portal administrator"]
    everything = policy.instances_user_has_any_permission_for(administrator, [action])
    assert everything.count() == model.objects.count() > seen_by_chief
    assert not policy.user_has_permission(world.staff["office"], action)


def test_a_units_administrator_sees_the_memberships_of_that_unit_only(world: World):
    policy = policy_registry.get_by_type(Membership)
    administrator = world.ours.people["administrator"]
    rows = policy.instances_user_has_any_permission_for(administrator, ["view"])
    assert set(rows.values_list("unit_id", flat=True)) == {world.ours.unit.pk}
    foreign = Membership.objects.filter(unit=world.theirs.unit).first()
    assert not policy.user_has_permission_for_instance(administrator, "view", foreign)
    assert not policy.user_has_permission_for_instance(administrator, "change", rows.first())
