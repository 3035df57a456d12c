"""Screen of the import: choose a file, then go on in the editor."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.importing.errors import ImportRefused
from articles.importing.forms import ImportForm
from articles.importing.links import import_labels
from articles.importing.rules import importable_section
from articles.importing.services import ImportedPiece, import_document
from articles.models import ArticleIndexPage


@method_decorator(never_cache, name="dispatch")
class ImportView(WagtailAdminTemplateMixin, FormView):
    """Imports a document into a section of one's own unit; elsewhere there is nothing."""

    template_name = "articles/importing/import.html"
    form_class = ImportForm
    header_icon = "upload"
    section: ArticleIndexPage
    kind: str

    def setup(self, request, *args, **kwargs) -> None:
        """Find the section, the same way whether it is somebody else's or nobody's."""
        super().setup(request, *args, **kwargs)
        self.kind = kwargs["kind"]
        section = importable_section(request.user, page_id=kwargs["page_id"], kind=self.kind)
        if section is None:
            raise Http404
        self.section = section

    def get_page_title(self) -> str:
        """Return what is imported, as on the button that led here."""
        return import_labels()[self.kind]

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the section."""
        items = [*self.breadcrumbs_items, {"url": self._back_url(), "label": self.section.title}]
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        """Add where the draft will lie."""
        return super().get_context_data(**kwargs) | {
            "back_url": self._back_url(),
            "section": self.section,
        }

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Import and go to the editor, or say what is wrong."""
        try:
            piece = import_document(
                file=form.cleaned_data["file"],
                section=self.section,
                kind=self.kind,
                user=self.request.user,
            )
        except ImportRefused as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        _tell(self.request, piece)
        return redirect("wagtailadmin_pages:edit", piece.page.pk)

    def _back_url(self) -> str:
        return reverse("wagtailadmin_explore", args=[self.section.pk])


def _tell(request, piece: ImportedPiece) -> None:
    """Say above the editor what was made, and what did not come over."""
    if not piece.is_new:
        messages.info(request, gettext("This document was imported before. Here is its draft."))
        return
    made = gettext("“%(title)s” was imported as a draft. Read it through before you send it.")
    notes = format_html_join("", "<li>{}</li>", ((note,) for note in piece.notes))
    text = made % {"title": piece.page.title}
    messages.success(request, format_html("{}<ul>{}</ul>", text, notes) if piece.notes else text)
