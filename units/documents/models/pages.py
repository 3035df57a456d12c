"""What readers see of the register: lists of documents, and one page for each public one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.search import index

from units.models import UnitOwnedPage

from ..page_permissions import DocumentPagePermissions


class DocumentIndexPage(UnitOwnedPage):
    """Public documents of a unit, or of all below the national home."""

    parent_page_types = ["units.UnitHomePage", "home.HomePage"]
    subpage_types = ["documents.DocumentPage"]
    template = "documents/index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("section of documents")
        verbose_name_plural = _("sections of documents")

    def get_context(self, request, *args, **kwargs):
        """Add one screen of documents that fit what a reader looks for."""
        from ..public.library import library_of

        context = super().get_context(request, *args, **kwargs)
        return context | library_of(self, request)


class DocumentPage(UnitOwnedPage):
    """A public document; written by the register's services, never by hand.

    Its title is number and abstract; the columns repeat what lists and searches need.
    """

    number_symbol = models.CharField(_("number and symbol"), max_length=60, editable=False)
    abstract = models.TextField(_("abstract"), editable=False, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, editable=False)
    words = models.TextField(editable=False, blank=True)

    # The register makes it, never the page editor.
    is_creatable = False
    parent_page_types = ["documents.DocumentIndexPage"]
    subpage_types: list[str] = []
    template = "documents/document_page.html"
    search_fields = [
        *UnitOwnedPage.search_fields,
        index.SearchField("number_symbol", boost=6),
        index.SearchField("abstract", boost=2),
        index.SearchField("words"),
        index.FilterField("issued_on"),
    ]
    api_fields = [
        *UnitOwnedPage.api_fields,
        APIField("number_symbol"),
        APIField("abstract"),
        APIField("issued_on"),
    ]

    class Meta:
        verbose_name = _("public document")
        verbose_name_plural = _("public documents")
        indexes = [models.Index(fields=["unit", "-issued_on"], name="documents_page_of_unit")]

    def permissions_for_user(self, user):
        """Leave what the register says to the register."""
        return DocumentPagePermissions(user, self)

    def get_context(self, request, *args, **kwargs):
        """Add the entry, where it stands today, its files and the documents around it."""
        from ..public.document import facts_of

        return super().get_context(request, *args, **kwargs) | facts_of(self)
