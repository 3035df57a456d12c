"""Puts the register of documents into the admin: addresses, who may open them, menu item."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import EXECUTIVES, OFFICE, OFFICERS, is_open_to
from units.gate.table import guard, open_to, open_viewset
from units.rules import is_office

from . import rules
from .models import DocumentFile, OfficialDocument
from .readers import readable_documents
from .screens.document import ActView, DocumentView
from .screens.entry import ChangeDocumentView, NewDocumentView
from .screens.files import FilesView, FileView
from .screens.listing import ExportView, RegisterView
from .screens.relations import RelationsView
from .viewsets import field_viewset, type_viewset

KEEPERS_ONLY = (
    "official_document_change",
    "official_document_act",
    "official_document_files",
    "official_document_file",
    "official_document_relations",
)


def readable_document(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the documents that the account may read."""
    return readable_documents(user).filter(pk=value).exists()


def kept_document(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the documents that the account keeps."""
    document = OfficialDocument.objects.filter(pk=value).first()
    return document is not None and rules.keeps(user, document)


def file_of_document(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the files of the document in the same address."""
    files = DocumentFile.objects.filter(pk=value, document=arguments["document_id"])
    return files.exists()


def for_office(user, value, arguments: dict[str, Any]) -> bool:
    """Pass everything to the Office, nothing to others."""
    return is_office(user)


open_to(EXECUTIVES, ["official_documents", "official_documents_export", "official_document"])
open_to(OFFICERS, ["official_document_new", *KEEPERS_ONLY])
guard("official_document", "document_id", readable_document)
for name in KEEPERS_ONLY:
    guard(name, "document_id", kept_document)
guard("official_document_file", "document_file_id", file_of_document)
for viewset in (type_viewset, field_viewset):
    open_viewset(OFFICE, viewset)
    for pattern in viewset.get_urlpatterns():
        guard(viewset.get_url_name(pattern.name), "pk", for_office)


@hooks.register("register_admin_urls")
def register_document_addresses():
    """Mount the screens below the admin."""
    one = "official-documents/<int:document_id>/"
    return [
        path("official-documents/", RegisterView.as_view(), name="official_documents"),
        path("official-documents/export/", ExportView.as_view(), name="official_documents_export"),
        path("official-documents/new/", NewDocumentView.as_view(), name="official_document_new"),
        path(one, DocumentView.as_view(), name="official_document"),
        path(f"{one}change/", ChangeDocumentView.as_view(), name="official_document_change"),
        path(f"{one}act/", ActView.as_view(), name="official_document_act"),
        path(f"{one}files/", FilesView.as_view(), name="official_document_files"),
        path(
            f"{one}files/<int:document_file_id>/",
            FileView.as_view(),
            name="official_document_file",
        ),
        path(f"{one}relations/", RelationsView.as_view(), name="official_document_relations"),
    ]


@hooks.register("register_admin_viewset")
def register_vocabulary_viewsets():
    """Screens of types and fields."""
    return [type_viewset, field_viewset]


class DocumentsMenuItem(MenuItem):
    """Shown to officers, leaders and the Office."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the screens; no query of its own."""
        return is_open_to(request.user, EXECUTIVES)


@hooks.register("register_admin_menu_item")
def register_documents_item():
    """Menu item of the register."""
    return DocumentsMenuItem(
        _("Official documents"),
        reverse("official_documents"),
        name="official-documents",
        icon_name="folder-open-inverse",
        order=98,
    )
