"""Pages of a unit's sub-site, written below the ORM: hundreds of queries of each test are these.

`test_sub_sites.py` holds that every row is as `provision_unit` makes it.
"""

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search import index

from units.models import Unit, UnitHomePage, UnitIndexPage
from units.sections import registered

BASE_FIELDS = [field for field in Page._meta.concrete_fields if not field.primary_key]


def write_sub_site(unit: Unit) -> None:
    """Write the home page of a unit and its sections."""
    directory = UnitIndexPage.objects.get(locale__language_code="vi")
    last = directory.get_last_child()
    path = last._inc_path() if last else Page._get_path(directory.path, directory.depth + 1, 1)
    home = UnitHomePage(title=unit.name_vi, slug=unit.slug, language_code="vi", unit=unit)
    place(home, directory, path)
    sections = [section_page(section, unit) for section in registered()]
    home.numchild = len(sections)
    for number, section in enumerate(sections, start=1):
        place(section, home, Page._get_path(home.path, home.depth + 1, number))
    Page.objects.filter(pk=directory.pk).update(numchild=F("numchild") + 1)
    insert([home, *sections])
    remember([home, *sections])


def section_page(section: Any, unit: Unit) -> Any:
    """Return one section of a unit, not yet in its place."""
    model = apps.get_model(section.model)
    owner = {"unit": unit} if any(f.name == "unit" for f in model._meta.fields) else {}
    return model(title=section.title, slug=section.slug, **owner)


def place(page: Any, parent: Any, path: str) -> None:
    """Give a page its place in the tree and what every live page has."""
    page.path, page.depth = path, parent.depth + 1
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.locale_id, page.draft_title, page.live = parent.locale_id, page.title, True


def insert(pages: list[Any]) -> None:
    """Insert pages into the tables of their models."""
    bases = Page.objects.bulk_create(
        [Page(**{field.attname: getattr(page, field.attname) for field in BASE_FIELDS})
         for page in pages]
    )  # fmt: skip
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.page_ptr_id = page.id = base.pk
        page._state.adding = False
        type(page)._base_manager._insert(
            [page], fields=type(page)._meta.local_concrete_fields, using="default", raw=True
        )


def remember(pages: list[Any]) -> None:
    """Write the pages' first log entries, their references to the unit, their words for search."""
    kinds = ContentType.objects.get_for_models(Page, Unit, *map(type, pages))
    PageLogEntry.objects.bulk_create(
        [
            PageLogEntry(
                page_id=page.pk,
                content_type=kinds[type(page)],
                label=page.title,
                action="wagtail.create",
                data={},
                timestamp=timezone.now(),
                content_changed=True,
            )
            for page in pages
        ]
    )
    ReferenceIndex.objects.bulk_create(
        [
            ReferenceIndex(
                content_type=kinds[type(page)],
                base_content_type=kinds[Page],
                object_id=page.pk,
                to_content_type=kinds[Unit],
                to_object_id=page.unit_id,
                model_path="unit",
                content_path="unit",
                content_path_hash=ReferenceIndex._get_content_path_hash("unit"),
            )
            for page in pages
            if getattr(page, "unit_id", None)
        ]
    )
    for page in pages:
        index.insert_or_update_object(page)
