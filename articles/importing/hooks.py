"""Puts the import into the admin: its address, and buttons on the sections of a unit."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from articles.importing.links import section_links
from articles.importing.rules import importable_section
from articles.importing.views import ImportView
from articles.piece_types import WRITTEN_TYPES
from units.gate.roles import WRITERS
from units.gate.table import guard, open_to


def own_section(user, value, arguments: dict) -> bool:
    """Pass sections of the own unit into which this kind may be imported."""
    kind = str(arguments.get("kind", ""))
    return importable_section(user, page_id=value, kind=kind) is not None


def known_kind(user, value, arguments: dict) -> bool:
    """Pass the kinds that exist."""
    return value in WRITTEN_TYPES


open_to(WRITERS, ["import_document"])
guard("import_document", "page_id", own_section)
guard("import_document", "kind", known_kind)


@hooks.register("register_admin_urls")
def register_import_address():
    """Mount the screen below the admin."""
    return [path("import/<int:page_id>/<str:kind>/", ImportView.as_view(), name="import_document")]


@hooks.register("register_page_header_buttons")
def import_buttons(page, user, view_name, next_url=None):
    """Offer the import in the menu of a section."""
    for number, (label, url) in enumerate(section_links(user, page)):
        yield Button(label, url, icon_name="upload", priority=16 + number)
