"""Where unfinished pages of a unit go on when it ends: in its taker's section of the same type."""

from collections.abc import Iterable
from itertools import count
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page, Revision

from units.models import Unit, UnitHomePage

from .handover import Handover


def sections_of(unit: Unit) -> dict[tuple[int, int], Page]:
    """Return the sections of a unit's sub-sites by type and language; one query and one more."""
    homes = UnitHomePage.objects.filter(unit=unit)
    found = Page.objects.none()
    for home in homes:
        found |= Page.objects.child_of(home)
    return {(one.content_type_id, one.locale_id): one for one in found.order_by("-path")}


def move_unfinished(handover: Handover, pages: Iterable[Page]) -> list[int]:
    """Move pages into the taker's sections; return the keys of those that found one.

    What is published later takes its address from the newest text, so that a taken address is
    changed in the texts too.
    """
    moved: list[int] = []
    if handover.taker is None:
        return moved
    sections = sections_of(handover.taker)
    for page in pages:
        parent = page.get_parent()
        section = sections.get((parent.content_type_id, page.locale_id))
        if section is not None:
            _free_address(handover, page, section)
            handover.move_page(page, section)
            moved.append(page.pk)
    return moved


def _free_address(handover: Handover, page: Page, section: Page) -> None:
    """Give a page without pages below it an address that no other below its new section has."""
    others = Page.objects.child_of(section)
    taken = {*others.values_list("slug", flat=True), *_written_addresses(others)}
    if page.slug not in taken:
        return
    slug = next(one for one in (f"{page.slug}-{n}" for n in count(2)) if one not in taken)
    for revision in _revisions(Page.objects.filter(pk=page.pk)):
        if revision.content.get("slug") == page.slug:
            content = revision.content | {"slug": slug}
            handover.change(Revision.objects.filter(pk=revision.pk), content=content)
    # Whole as it will be: on the way back it is restored after the place, from which it follows.
    address = f"{section.url_path}{slug}/"
    handover.change(Page.objects.filter(pk=page.pk), slug=slug, url_path=address)


def _written_addresses(pages: QuerySet[Page]) -> Iterable[Any]:
    """Return the addresses that unpublished changes of pages will take."""
    changed = pages.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    newest = Revision.objects.filter(pk__in=changed.values("latest_revision"))
    return newest.values_list("content__slug", flat=True)


def _revisions(pages: QuerySet[Page]) -> QuerySet[Revision]:
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    return Revision.page_revisions.filter(object_id__in=keys)
