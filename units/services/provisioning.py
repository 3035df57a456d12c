"""Makes a unit's sub-site whole, or says what is missing: one idempotent service.

Used by the commands, by the admin and by tests. Every part can be asked what it lacks and told
to make it, so that checking and mending never disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import F
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)

from units.enums import UnitRole
from units.models import Membership, Unit, UnitHomePage, UnitIndexPage
from units.sections import Section, registered
from units.services.memberships import grant_role, unit_group_name
from units.services.portal_groups import ensure_portal_groups, missing_portal_permissions

DIRECTORY_SLUG = "don-vi"
DIRECTORY_TITLE = "Các đơn vị"
# Neither publishing nor bulk deletion: both bypass a running workflow.
PAGE_PERMISSIONS = {
    UnitRole.CONTRIBUTOR: ("add_page",),
    UnitRole.CHIEF_EDITOR: ("add_page", "change_page", "lock_page"),
    UnitRole.RESPONDENT: (),
    UnitRole.OFFICER: (),
    UnitRole.LEADER: (),
    UnitRole.ADMINISTRATOR: (),
}
FILE_PERMISSIONS = {
    UnitRole.CONTRIBUTOR: ("add_{}", "choose_{}"),
    UnitRole.CHIEF_EDITOR: ("add_{}", "change_{}", "choose_{}"),
    UnitRole.RESPONDENT: (),
    UnitRole.OFFICER: (),
    UnitRole.LEADER: (),
    UnitRole.ADMINISTRATOR: (),
}
# Wagtail keeps file permissions on its stock models, whichever model stores the files.
FILE_MODELS = ("image", "document")
PERMISSION_APPS = ("wagtailadmin", "wagtailcore", "wagtailimages", "wagtaildocs")


@dataclass(frozen=True)
class Part:
    """One thing that every unit has: `missing` names what lacks, `make` makes it."""

    name: str
    missing: Callable[[Unit], list[str]]
    make: Callable[[Unit], None]


@transaction.atomic
def provision_unit(*, unit: Unit) -> list[str]:
    """Make everything that `unit` lacks; return what was made, empty the second time."""
    made: list[str] = []
    for part in PARTS:
        missing = part.missing(unit)
        if missing:
            part.make(unit)
            made += [f"{part.name}: {item}" for item in missing]
    return made


def find_drift(*, unit: Unit) -> list[str]:
    """Return what `unit` lacks, without changing anything."""
    return [f"{part.name}: {item}" for part in PARTS for item in part.missing(unit)]


def national_home() -> Page:
    """Return the root page of the default site in the portal's own language."""
    return Site.objects.select_related("root_page").get(is_default_site=True).root_page.specific


def unit_home(unit: Unit) -> UnitHomePage | None:
    """Return the unit's home page in the portal's own language."""
    return UnitHomePage.objects.filter(unit=unit, language_code="vi").first()


@transaction.atomic
def provision_portal() -> list[str]:
    """Make the directory of units and the national sections; return what was made."""
    home = national_home()
    made = []
    if not UnitIndexPage.objects.child_of(home).exists():
        _add_live_child(home, UnitIndexPage, slug=DIRECTORY_SLUG, title=DIRECTORY_TITLE)
        made.append(f"page: {DIRECTORY_SLUG}")
    made += [f"section: {section.slug}" for section in _missing_sections(home)]
    _make_sections(home)
    made += [f"group: {role}" for role in ensure_portal_groups()]
    return made


def find_portal_drift() -> list[str]:
    """Return what the portal itself lacks, without changing anything."""
    home = national_home()
    missing = [f"section: {section.slug}" for section in _missing_sections(home)]
    missing += [f"group: {role}" for role in missing_portal_permissions()]
    if not UnitIndexPage.objects.child_of(home).exists():
        missing.append(f"page: {DIRECTORY_SLUG}")
    return missing


def _add_live_child(parent: Page, model: type[Page], **fields) -> Page:
    parent = Page.objects.get(pk=parent.pk)
    page = model(live=True, locale_id=parent.locale_id, **fields)
    parent.add_child(instance=page)
    return page


def _missing_home(unit: Unit) -> list[str]:
    return [] if unit_home(unit) else [unit.slug]


def _make_home(unit: Unit) -> None:
    directory = UnitIndexPage.objects.child_of(national_home()).get()
    _add_live_child(directory, UnitHomePage, unit=unit, slug=unit.slug, title=unit.name_vi)


def _missing_sections(home: Page | None) -> list[Section]:
    if home is None:
        return registered()
    present = set(
        Page.objects.child_of(home).values_list("content_type__app_label", "content_type__model")
    )
    return [
        section
        for section in registered()
        if tuple(section.model.lower().split(".")) not in present
    ]


def _make_sections(home: Page) -> None:
    for section in _missing_sections(home):
        _add_live_child(home, apps.get_model(section.model), slug=section.slug, title=section.title)


def _collection_gaps(unit: Unit) -> list[str]:
    return [] if unit.collection_id else [unit.code]


def _make_collection(unit: Unit) -> None:
    unit.collection = _add_last_collection(unit.short_name_vi)
    unit.save(update_fields=["collection"])


def _add_last_collection(name: str) -> Collection:
    """Add a collection after all others: in its alphabetical place it would move each later one."""
    root = Collection.get_first_root_node()
    last = root.get_last_child()
    path = last._inc_path() if last else Collection._get_path(root.path, root.depth + 1, 1)
    collection = Collection.objects.create(name=name, path=path, depth=root.depth + 1)
    Collection.objects.filter(pk=root.pk).update(numchild=F("numchild") + 1)
    return collection


def _missing_groups(unit: Unit) -> list[str]:
    names = {unit_group_name(unit, role) for role in UnitRole}
    return sorted(names - set(Group.objects.filter(name__in=names).values_list("name", flat=True)))


def _make_groups(unit: Unit) -> None:
    Group.objects.bulk_create([Group(name=name) for name in _missing_groups(unit)])


def _missing_permissions(unit: Unit) -> list[str]:
    wanted = _wanted_permissions(unit)
    groups = Group.objects.filter(name__in=[unit_group_name(unit, role) for role in UnitRole])
    held = {
        ("admin", name)
        for name in groups.filter(permissions__codename="access_admin").values_list(
            "name", flat=True
        )
    }
    home = unit_home(unit)
    if home:
        held |= {
            (codename, name)
            for codename, name in GroupPagePermission.objects.filter(
                group__in=groups, page_id=home.pk
            ).values_list("permission__codename", "group__name")
        }
    held |= {
        (codename, name)
        for codename, name in GroupCollectionPermission.objects.filter(
            group__in=groups, collection_id=unit.collection_id
        ).values_list("permission__codename", "group__name")
    }
    return sorted(f"{name} {codename}" for codename, name in wanted - held)


def _wanted_permissions(unit: Unit) -> set[tuple[str, str]]:
    wanted = set()
    for role in UnitRole:
        name = unit_group_name(unit, role)
        wanted.add(("admin", name))
        wanted |= {(codename, name) for codename in PAGE_PERMISSIONS[role]}
        wanted |= {(codename, name) for codename in _file_codenames(role)}
    return wanted


def _file_codenames(role: UnitRole) -> list[str]:
    return [pattern.format(model) for pattern in FILE_PERMISSIONS[role] for model in FILE_MODELS]


def _make_permissions(unit: Unit) -> None:
    home = unit_home(unit)
    codenames = {"access_admin"} | {
        codename
        for role in UnitRole
        for codename in (*PAGE_PERMISSIONS[role], *_file_codenames(role))
    }
    permissions = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            codename__in=codenames, content_type__app_label__in=PERMISSION_APPS
        )
    }
    groups = {
        group.name: group
        for group in Group.objects.filter(
            name__in=[unit_group_name(unit, role) for role in UnitRole]
        )
    }
    for role in UnitRole:
        group = groups[unit_group_name(unit, role)]
        group.permissions.add(permissions["access_admin"])
        GroupPagePermission.objects.bulk_create(
            [
                GroupPagePermission(group=group, page=home, permission=permissions[codename])
                for codename in PAGE_PERMISSIONS[role]
            ],
            ignore_conflicts=True,
        )
        GroupCollectionPermission.objects.bulk_create(
            [
                GroupCollectionPermission(
                    group=group, collection_id=unit.collection_id, permission=permissions[codename]
                )
                for codename in _file_codenames(role)
            ],
            ignore_conflicts=True,
        )


def _members_outside(unit: Unit) -> list[Membership]:
    """Return the memberships whose account has lost the group of its role."""
    names = {role: unit_group_name(unit, role) for role in UnitRole}
    inside = set(
        Group.objects.filter(name__in=names.values(), user__isnull=False).values_list(
            "name", "user"
        )
    )
    members = Membership.objects.filter(unit=unit).select_related("user")
    return [one for one in members if (names[UnitRole(one.role)], one.user_id) not in inside]


def _make_members(unit: Unit) -> None:
    for membership in _members_outside(unit):
        grant_role(user=membership.user, unit=unit, role=membership.role)


PARTS = (
    Part("home", _missing_home, _make_home),
    Part(
        "section",
        lambda unit: [section.slug for section in _missing_sections(unit_home(unit))],
        lambda unit: _make_sections(unit_home(unit)),
    ),
    Part("collection", _collection_gaps, _make_collection),
    Part("group", _missing_groups, _make_groups),
    Part("permission", _missing_permissions, _make_permissions),
    Part(
        "member",
        lambda unit: [f"{one.user} {one.role}" for one in _members_outside(unit)],
        _make_members,
    ),
)
