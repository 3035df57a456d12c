"""Addresses of the import, for the dashboard and the explorer."""

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.importing.rules import can_import
from articles.models import NewsIndexPage, NoticeIndexPage, ThematicIndexPage
from articles.piece_types import WRITTEN_TYPES
from units.enums import UnitKind, UnitRole
from units.models import Unit
from units.rules import units_of

KIND_OF_SECTION = {
    NewsIndexPage: "news",
    ThematicIndexPage: "thematic",
    NoticeIndexPage: "notice",
}


def import_address(section, kind: str) -> str:
    """Return the address of the form."""
    return reverse("import_document", args=[section.pk, kind])


def import_labels() -> dict[str, str]:
    """Return the label of the button by kind."""
    return {
        "news": _("Import a news item from Word"),
        "thematic": _("Import a thematic piece from Word"),
        "notice": _("Import a notice from Word"),
    }


def import_links(user) -> list[dict]:
    """Return `[{"label", "url", "main"}]`: the one kind that the person's unit must send.

    Other kinds are reached from their sections, so that the first screen keeps few buttons.
    """
    unit_ids = units_of(user, UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR)
    unit = Unit.objects.filter(pk__in=unit_ids).first()
    if unit is None:
        return []
    is_thematic = unit.kind in (UnitKind.DEPARTMENT, UnitKind.ATTACHED_UNIT)
    model, kind = (ThematicIndexPage, "thematic") if is_thematic else (NewsIndexPage, "news")
    section = model.objects.filter(unit=unit, locale__language_code="vi").first()
    if section is None:
        return []
    url = import_address(section, kind)
    return [{"label": _("Import from Word"), "url": url, "main": False}]


def section_links(user, page) -> list[tuple[str, str]]:
    """Return `[(label, address)]` of what `user` may import into a section page."""
    section = page.specific
    if type(section) not in KIND_OF_SECTION:
        return []
    first = KIND_OF_SECTION[type(section)]
    kinds = [first, *(kind for kind in WRITTEN_TYPES if kind != first)]
    labels = import_labels()
    return [
        (labels[kind], import_address(section, kind))
        for kind in kinds
        if can_import(user, section=section, kind=kind)
    ]
