"""Every unit has the same parts: made once, missed when gone, mended by the same service."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    WorkflowPage,
)

from articles.models import ArticlePage, NewsIndexPage, WorkflowRoute
from factories.portal import make_article, make_unit, make_user, section_of
from units.enums import PortalRole, UnitKind, UnitRole
from units.models import AboutPage, Unit, UnitHomePage, UnitIndexPage
from units.services.english import open_english
from units.services.memberships import unit_group_name
from units.services.provisioning import (
    find_drift,
    find_portal_drift,
    provision_portal,
    provision_unit,
    unit_home,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    """Return a unit whose parts the services made, all of them, with its English pages."""
    made = Unit.objects.create(
        code="DONVI-A",
        kind=UnitKind.PROVINCE,
        name_vi="Liên đoàn Lao động DONVI-A",
        name_en="Federation DONVI-A",
        short_name_vi="LĐLĐ DONVI-A",
        slug="donvi-a",
    )
    provision_unit(unit=made)
    open_english()
    return made


def counts() -> tuple[int, ...]:
    """Count everything that provisioning makes."""
    models = (Page, Collection, Group, GroupPagePermission, GroupCollectionPermission)
    return tuple(model.objects.count() for model in models)


def check(**options) -> str:
    """Run the command and return what it wrote."""
    out = StringIO()
    call_command("check_units", stdout=out, **options)
    return out.getvalue()


def reported() -> str:
    """Run the command, which must find drift, and return what it wrote."""
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_units", stdout=out)
    return out.getvalue()


def remake(unit: Unit) -> Unit:
    """Return the unit as the database has it."""
    return Unit.objects.get(pk=unit.pk)


def test_unit_gets_its_home_its_sections_and_its_groups(unit):
    home = unit_home(unit)
    assert home.live
    assert home.get_url() == "/don-vi/donvi-a/"
    sections = [page.specific for page in home.get_children().live()]
    assert [page.slug for page in sections] == [
        *("tin-tuc", "chuyen-de", "thong-bao", "van-ban"),
        *("hoi-dap", "y-kien", "trung-cau-y-kien", "to-chuc", "gioi-thieu"),
    ]
    assert {page.unit_id for page in sections} == {unit.pk}
    names = {unit_group_name(unit, role) for role in UnitRole}
    assert set(
        Group.objects.filter(name__startswith="DONVI-A:").values_list("name", flat=True)
    ) == (names)


def test_no_unit_may_publish_or_delete_in_bulk(unit):
    held = GroupPagePermission.objects.filter(group__name__startswith="DONVI-A:")
    codenames = set(held.values_list("permission__codename", flat=True))
    assert codenames == {"add_page", "change_page", "lock_page"}


def test_second_run_makes_nothing(unit):
    before = counts()
    assert provision_unit(unit=remake(unit)) == []
    assert provision_portal() == []
    assert counts() == before
    assert find_drift(unit=remake(unit)) == find_portal_drift() == []


def test_cost_of_a_unit_does_not_grow_with_their_number(count_queries):
    def make(number: int) -> Unit:
        return Unit.objects.create(
            code=f"DV-{number}",
            kind="sector",
            name_vi="Đơn vị",
            short_name_vi="ĐV",
            slug=f"dv-{number}",
        )

    units = [make(number) for number in range(8)]
    costs = [count_queries(lambda unit=unit: provision_unit(unit=unit)) for unit in units]
    assert len(set(costs[1:])) == 1
    checks = {count_queries(lambda unit=unit: find_drift(unit=unit)) for unit in units}
    assert len(checks) == 1


def drop_section(unit):
    NewsIndexPage.objects.child_of(unit_home(unit)).get().delete()


def drop_home(unit):
    unit_home(unit).delete()


def drop_group(unit):
    Group.objects.get(name=unit_group_name(unit, UnitRole.CONTRIBUTOR)).delete()


def drop_page_permission(unit):
    GroupPagePermission.objects.filter(group__name=f"{unit.code}:contributor").delete()


def drop_collection_permission(unit):
    GroupCollectionPermission.objects.filter(
        group__name=f"{unit.code}:chief_editor", permission__codename="choose_document"
    ).delete()


def drop_access_to_the_admin(unit):
    Group.objects.get(name=f"{unit.code}:administrator").permissions.clear()


def drop_collection(unit):
    Collection.objects.get(pk=unit.collection_id).delete()


def drop_members_group(unit):
    user = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    user.groups.clear()


UNIT_LOSSES = {
    "section": drop_section,
    "home": drop_home,
    "group": drop_group,
    "page permission": drop_page_permission,
    "collection permission": drop_collection_permission,
    "access to the admin": drop_access_to_the_admin,
    "collection": drop_collection,
    "member": drop_members_group,
}


@pytest.mark.parametrize("loss", UNIT_LOSSES)
def test_what_a_unit_lost_is_reported_and_mended(unit, loss):
    other = make_unit("DONVI-B")
    open_english()
    before = counts()
    UNIT_LOSSES[loss](remake(unit))
    written = reported()
    assert "DONVI-A: " in written
    assert f"DONVI-B: {loss}" not in written
    assert "DONVI-A" in check(repair=True)
    check()
    assert find_drift(unit=remake(unit)) == []
    assert find_drift(unit=remake(other)) == []
    assert counts() == before


def test_member_gets_a_group_back_that_was_deleted(unit):
    user = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    drop_group(unit)
    check(repair=True)
    assert list(user.groups.values_list("name", flat=True)) == ["DONVI-A:contributor"]


def drop_directory():
    UnitIndexPage.objects.get(locale__language_code="vi").delete()


def drop_national_section():
    NewsIndexPage.objects.get(unit=None, locale__language_code="vi").delete()


def drop_portal_role():
    Group.objects.get(name=PortalRole.PORTAL_ADMINISTRATOR).permissions.clear()


def drop_portal_pages():
    GroupPagePermission.objects.filter(group__name=PortalRole.PORTAL_ADMINISTRATOR).delete()


def drop_route():
    WorkflowRoute.objects.filter(kind="news").delete()


def drop_workflow():
    workflow = WorkflowRoute.objects.get(kind="thematic").workflow
    workflow.active = False
    workflow.save()


def drop_default_workflow():
    WorkflowPage.objects.all().delete()


def drop_step():
    WorkflowRoute.objects.get(kind="news").workflow.workflow_tasks.last().delete()


def drop_task():
    task = WorkflowRoute.objects.get(kind="news").workflow.tasks[0]
    task.active = False
    task.save()


PORTAL_LOSSES = [
    drop_national_section,
    drop_portal_role,
    drop_portal_pages,
    drop_route,
    drop_workflow,
    drop_default_workflow,
    drop_step,
    drop_task,
]


@pytest.mark.parametrize("loss", PORTAL_LOSSES)
def test_what_the_portal_lost_is_reported_and_mended(unit, loss):
    loss()
    reported()
    check(repair=True)
    check()


def test_lost_directory_is_made_again():
    drop_directory()
    assert find_portal_drift() == ["page: don-vi"]
    provision_portal()
    assert find_portal_drift() == []


def test_unit_without_an_active_chief_editor_is_named(unit):
    assert "DONVI-A" in check()
    chief = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    assert "DONVI-A" not in check()
    chief.is_active = False
    chief.save()
    assert "DONVI-A" in check()


def test_unit_that_has_ended_is_left_alone(unit):
    drop_section(unit)
    Unit.objects.filter(pk=unit.pk).update(valid_to="2016-01-01")
    assert "DONVI-A" not in check(repair=True)
    assert find_drift(unit=remake(unit)) != []


def test_moved_page_takes_the_unit_of_its_new_place(unit):
    other = make_unit("DONVI-B")
    piece, about = make_article("news", unit), AboutPage.objects.get(unit=unit)
    piece.move(section_of(other, "news"), "last-child")
    assert ArticlePage.objects.get(pk=piece.pk).unit == other
    assert AboutPage.objects.get(pk=about.pk).unit == unit


def test_moved_tree_takes_its_unit_along(unit):
    other = make_unit("DONVI-B")
    piece = make_article("news", unit)
    section = section_of(unit, "news")
    section_of(other, "news").delete()
    section.move(unit_home(other), "last-child")
    assert ArticlePage.objects.get(pk=piece.pk).unit == other
    assert NewsIndexPage.objects.get(pk=section.pk).unit == other


def test_home_of_a_unit_is_one_per_language(unit):
    assert UnitHomePage.objects.filter(unit=unit, language_code="vi").count() == 1
