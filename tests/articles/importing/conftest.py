"""A unit, its writer, and documents on their way in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from articles.importing.services import ImportedPiece, import_document
from articles.models import ArticlePage
from core.models import AuditEntry, PortalImage
from factories.portal import make_unit, make_user, section_of
from factories.word import WordFile
from units.enums import UnitRole


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Compare messages as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def unit(db):
    return make_unit()


@pytest.fixture
def writer(unit):
    return make_user(unit=unit, role=UnitRole.CONTRIBUTOR)


@pytest.fixture
def imported(unit, writer) -> Callable[..., ImportedPiece]:
    """Import a document as the unit's contributor."""

    def call(document: WordFile, kind: str = "news") -> ImportedPiece:
        return import_document(
            file=document.upload(), section=section_of(unit, kind), kind=kind, user=writer
        )

    return call


@pytest.fixture
def stored() -> Callable[[], tuple]:
    """Return all that an import may leave behind: rows and files."""

    def call() -> tuple:
        folders = (Path(settings.MEDIA_ROOT), Path(settings.MEDIA_ROOT).parent / "private")
        return (
            sorted(ArticlePage.objects.values_list("pk", flat=True)),
            sorted(PortalImage.objects.values_list("pk", flat=True)),
            AuditEntry.objects.count(),
            sorted(path for folder in folders for path in folder.rglob("*")),
        )

    return call
