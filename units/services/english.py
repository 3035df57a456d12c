"""Opens the English side of the tree: directory, sub-sites and sections beside the Vietnamese ones.

One step for the whole portal and no part of provisioning a unit: its queries do not grow with the
number of units, where five more pages for each made provisioning half as slow again. They are
pages of their own and no aliases: an alias takes its title from the original, and an English list
would be headed in Vietnamese. What is written, such as an about page, is translated and not made.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page

from units.enums import UnitRole
from units.models import Unit, UnitHomePage, UnitIndexPage
from units.queries import active_units
from units.sections import registered
from units.services.memberships import unit_group_name
from units.tasks import index_pages

LANGUAGE = "en"
DIRECTORY_TITLE = "Units"
# What translators need; the desks publish.
TRANSLATOR_CODENAMES = ("add_page", "change_page", "lock_page")
TRANSLATOR_ROLE = UnitRole.CHIEF_EDITOR


@dataclass(frozen=True)
class Twin:
    """An English page to be made: its columns in the tree, and those of its own type."""

    row: Page
    fields: dict[str, Any]


@transaction.atomic
def open_english(units: Collection[Unit] | None = None) -> list[str]:
    """Make the English pages and rights that are missing; return them, empty the second time.

    Those of some units and the directory above them when `units` is given, else of all.
    As many queries for a hundred units as for one, save where SQLite splits a long statement.
    Nothing where the portal has no English home.
    """
    # Two at once would make the same pages: the second waits here, and finds them.
    list(Page.objects.select_for_update().filter(depth=1).values_list("pk"))
    made: list[str] = []
    # Parents before children: a sub-site's sections need its home.
    for _depth, level in groupby(_missing_pages(units), key=lambda page: page.depth):
        originals = list(level)
        _make(originals)
        made += [f"English page: {page.url_path}" for page in originals]
    rights = _missing_rights(units)
    GroupPagePermission.objects.bulk_create(rights, ignore_conflicts=True)
    return made + [_named(right) for right in rights]


def find_english_drift() -> list[str]:
    """Return which English pages and rights are missing, without changing anything."""
    pages = [f"English page: {page.url_path}" for page in _missing_pages()]
    return pages + [_named(right) for right in _missing_rights()]


def _english() -> QuerySet[Page]:
    return Page.objects.filter(locale__language_code=LANGUAGE)


def _titles() -> dict[int, str]:
    """Return the English title of each type that has one for all units, by content type."""
    titles = {section.model: section.title_en for section in registered() if section.title_en}
    titles[UnitIndexPage._meta.label] = DIRECTORY_TITLE
    types = ContentType.objects
    return {types.get_for_model(apps.get_model(name)).pk: text for name, text in titles.items()}


def _missing_pages(units: Collection[Unit] | None = None) -> list[Page]:
    """Return the Vietnamese pages that lack their English one, level by level, of all or some.

    The sub-sites of units that have ended stay as they are.
    """
    if not _english().filter(depth=2).exists():
        return []
    types = [*_titles(), ContentType.objects.get_for_model(UnitHomePage).pk]
    pages = Page.objects.filter(content_type__in=types, locale__language_code="vi")
    missing = pages.exclude(translation_key__in=_english().values("translation_key"))
    ended = UnitHomePage.objects.exclude(unit__in=active_units())
    closed = set(ended.values_list("path", flat=True))
    found = missing.order_by("depth", "path")
    pages = [page for page in found if not closed & {page.path, _parent_path(page)}]
    if units is None:
        return pages
    of_units = set(UnitHomePage.objects.filter(unit__in=units).values_list("path", flat=True))
    directory = ContentType.objects.get_for_model(UnitIndexPage).pk
    return [
        page
        for page in pages
        if page.content_type_id == directory or of_units & {page.path, _parent_path(page)}
    ]


def _make(originals: list[Page]) -> None:
    """Make the English pages of one level of the tree."""
    parents = _english_parents(originals)
    children = _children_of(parents.values())
    wanted = [one for one in originals if _parent_path(one) in parents]
    wanted = [one for one in wanted if not _adopt(one, children[parents[_parent_path(one)].path])]
    twins = _twins(wanted, parents, children)
    rows = Page.objects.bulk_create(twin.row for twin in twins)
    _count_children(Counter(_parent_path(row) for row in rows))
    by_type: dict[int, list[Twin]] = defaultdict(list)
    for twin in twins:
        by_type[twin.row.content_type_id].append(twin)
    for pk, of_type in by_type.items():
        label = ContentType.objects.get_for_id(pk)
        _insert_own_columns(apps.get_model(label.app_label, label.model), of_type)


def _parent_path(page: Page) -> str:
    return page.path[: -Page.steplen]


def _english_parents(originals: Iterable[Page]) -> dict[str, Page]:
    """Return the English page of each original's parent, by the path of the Vietnamese one."""
    parents = Page.objects.filter(path__in={_parent_path(one) for one in originals})
    paths = dict(parents.values_list("translation_key", "path"))
    found = _english().filter(translation_key__in=paths)
    return {paths[one.translation_key]: one for one in found}


def _children_of(parents: Iterable[Page]) -> dict[str, list[Page]]:
    """Return the English pages below each parent, by its path, in tree order."""
    children: dict[str, list[Page]] = defaultdict(list)
    paths = sorted(parent.path for parent in parents)
    if not paths:
        return children
    depth = len(paths[0]) // Page.steplen + 1
    # One range of the tree: the parents of a level are neighbours.
    near = _english().filter(
        depth=depth, path__gte=paths[0], path__lte=paths[-1] + "Z" * Page.steplen
    )
    for page in near.order_by("path"):
        children[_parent_path(page)].append(page)
    return children


def _adopt(original: Page, beside: list[Page]) -> bool:
    """Give a remade original the English page that lost its own; return whether there is one."""
    same = [
        one
        for one in beside
        if (one.content_type_id, one.slug) == (original.content_type_id, original.slug)
    ]
    if (
        not same
        or Page.objects.filter(
            translation_key=same[0].translation_key, locale__language_code="vi"
        ).exists()
    ):
        return False
    Page.objects.filter(pk=same[0].pk).update(translation_key=original.translation_key)
    return True


def _twins(
    originals: list[Page], parents: dict[str, Page], children: dict[str, list[Page]]
) -> list[Twin]:
    """Return the pages to be made, each after the last one below its parent."""
    homes = UnitHomePage.objects.filter(
        path__in={page.path for page in originals} | {_parent_path(page) for page in originals}
    )
    units = {home.path: home.unit for home in homes.select_related("unit")}
    titles, now = _titles(), timezone.now()
    english = Locale.objects.get(language_code=LANGUAGE)
    twins = []
    for original in originals:
        parent = parents[_parent_path(original)]
        beside = children[parent.path]
        unit = units.get(original.path) or units.get(_parent_path(original))
        title = titles.get(original.content_type_id)
        fields = {"unit_id": unit.pk if unit else None}
        if title is None:
            title = unit.name_en or unit.name_vi
            fields["language_code"] = LANGUAGE
        elif original.content_type_id == ContentType.objects.get_for_model(UnitIndexPage).pk:
            fields = {}
        step = Page._str2int(beside[-1].path[-Page.steplen :]) if beside else 0
        slug = _free_slug(original.slug, {one.slug for one in beside})
        row = Page(
            path=Page._get_path(parent.path, parent.depth + 1, step + 1),
            depth=parent.depth + 1,
            title=title,
            draft_title=title,
            slug=slug,
            url_path=f"{parent.url_path}{slug}/",
            content_type_id=original.content_type_id,
            locale=english,
            translation_key=original.translation_key,
            live=original.live,
            first_published_at=now if original.live else None,
            last_published_at=now if original.live else None,
        )
        beside.append(row)
        twins.append(Twin(row, fields))
    return twins


def _free_slug(slug: str, taken: set[str]) -> str:
    """Return the Vietnamese address, or the first free one after it."""
    number, free = 1, slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    return free


def _count_children(added: Counter[str]) -> None:
    for number in set(added.values()):
        paths = [path for path, count in added.items() if count == number]
        Page.objects.filter(path__in=paths).update(numchild=F("numchild") + number)


def _insert_own_columns(model: type[Page], twins: list[Twin]) -> None:
    """Write the rows of the child table below the ORM, which would write the base rows again."""
    pages = [model(page_ptr_id=twin.row.pk, **twin.fields) for twin in twins]
    manager, fields = model._base_manager, model._meta.local_concrete_fields
    manager.get_queryset()._batched_insert(pages, fields, batch_size=None)
    keys = [twin.row.pk for twin in twins]
    transaction.on_commit(partial(index_pages.enqueue, model._meta.label, keys))


def _missing_rights(units: Collection[Unit] | None = None) -> list[GroupPagePermission]:
    """Return the rights that translators lack on the English homes of their units, not saved."""
    homes = UnitHomePage.objects.filter(language_code=LANGUAGE, unit__in=active_units())
    if units is not None:
        homes = homes.filter(unit__in=units)
    homes = homes.select_related("unit")
    wanted = {unit_group_name(home.unit, TRANSLATOR_ROLE): home.pk for home in homes}
    groups = list(Group.objects.filter(name__in=wanted).order_by("name"))
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=TRANSLATOR_CODENAMES
    ).order_by("codename")
    held = set(
        GroupPagePermission.objects.filter(group__in=groups).values_list(
            "group_id", "page_id", "permission_id"
        )
    )
    return [
        GroupPagePermission(group=group, page_id=wanted[group.name], permission=permission)
        for group in groups
        for permission in permissions
        if (group.pk, wanted[group.name], permission.pk) not in held
    ]


def _named(right: GroupPagePermission) -> str:
    return f"English right: {right.group.name} {right.permission.codename}"
