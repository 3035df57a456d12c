"""Keeps the name and the address of a sub-site in step with the register."""

from collections.abc import Collection

from django.db import transaction
from django.utils import translation
from wagtail.models import Page

from units.models import Unit, UnitHomePage, UnitIndexPage


def names_of(unit: Unit) -> frozenset[str]:
    """Return the names of a unit in all languages, to be kept before it is changed."""
    return frozenset(filter(None, (unit.name_vi, unit.name_en)))


@transaction.atomic
def follow_register(*, unit: Unit, former_names: Collection[str] = ()) -> int:
    """Bring the home pages of a unit, in each language, to its slug and name; return how many.

    A title that somebody wrote, none of `former_names`, stays. Former addresses, also of all
    pages below, are remembered by Wagtail's own signal. Raises `ValidationError` when another
    page has the address.
    """
    changed = 0
    for home in UnitHomePage.objects.filter(unit=unit):
        before = (home.slug, home.title, home.draft_title)
        name = _name_in(unit, home.language_code)
        home.slug = unit.slug
        if home.title in former_names:
            home.title = name
        if home.draft_title in former_names:
            home.draft_title = name
        if before != (home.slug, home.title, home.draft_title):
            home.full_clean()
            home.save()
            _tell_revision(home, former_names, name)
            changed += 1
    return changed


def _name_in(unit: Unit, language: str) -> str:
    with translation.override(language):
        return unit.name


def _tell_revision(home: UnitHomePage, former_names: Collection[str], name: str) -> None:
    """Let the waiting text of a home page keep name and address when it is published."""
    revision = home.latest_revision
    if revision is None:
        return
    wanted = {"slug": home.slug, "url_path": home.url_path}
    if revision.content.get("title") in former_names:
        wanted["title"] = name
    if not wanted.items() <= revision.content.items():
        revision.content = revision.content | wanted
        revision.save(update_fields=["content"])


def is_address_taken(unit: Unit) -> bool:
    """Tell whether a page of the directory that is not this unit's has the unit's address."""
    others = Page.objects.filter(slug=unit.slug, depth__gt=1).exclude(
        pk__in=UnitHomePage.objects.filter(unit=unit.pk).values("pk")
    )
    directories = UnitIndexPage.objects.values_list("path", flat=True)
    return any(others.child_of(parent).exists() for parent in _pages_at(directories))


def _pages_at(paths) -> list[Page]:
    return list(Page.objects.filter(path__in=list(paths)))
