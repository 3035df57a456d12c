"""Keeps the address of a sub-site in step with the register."""

from django.db import transaction
from wagtail.models import Page

from units.models import Unit, UnitHomePage, UnitIndexPage


@transaction.atomic
def follow_register(*, unit: Unit) -> int:
    """Bring the home pages of a unit, in each language, to its slug; return how many moved.

    Former addresses, also of all pages below, are remembered by Wagtail's own signal. Raises
    `ValidationError` when another page has the address.
    """
    homes = UnitHomePage.objects.filter(unit=unit).exclude(slug=unit.slug)
    for home in homes:
        home.slug = unit.slug
        home.full_clean()
        home.save()
        _tell_revision(home)
    return len(homes)


def _tell_revision(home: UnitHomePage) -> None:
    """Let the waiting text of a home page keep the new address when it is published."""
    revision = home.latest_revision
    if revision is not None and revision.content.get("slug") != home.slug:
        revision.content = revision.content | {"slug": home.slug, "url_path": home.url_path}
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
