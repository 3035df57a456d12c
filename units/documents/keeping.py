"""Pages of documents that stay: laws of archives ask for it, and others refer to them."""

from django.utils.translation import gettext as _

from core.kept_pages import keep

from .models import DocumentIndexPage, DocumentPage, OfficialDocument


def kept_document(page: DocumentPage) -> str | None:
    """Keep the page of a document that is in the register."""
    if OfficialDocument.objects.filter(page=page).exists():
        return _("It is the public page of a document of the register. Unpublish it there.")
    return None


def kept_section(page: DocumentIndexPage) -> str | None:
    """Keep a section in which documents stand."""
    return _("Official documents stand below it.") if page.numchild else None


def register() -> None:
    """Let every way to delete pages ask."""
    keep(DocumentPage, kept_document)
    keep(DocumentIndexPage, kept_section)
