"""Screens of translations: figures of units, the pages of one, and the steps that change them."""

from abc import ABC, abstractmethod
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request

from articles.english.forms import PagesForm
from articles.english.queries import english_of, translatable_pages
from articles.english.rows import page_rows, pages_of, total_of, unit_rows
from articles.english.rules import (
    follows_english,
    oversees_english,
    own_units,
    reads_english_of,
    translates_for,
)
from articles.english.services import send_translation, start_translation, update_translation
from articles.english.sheets import pages_sheet, units_sheet
from articles.english.states import EnglishState
from articles.errors import SubmissionRefused
from core.workbooks import CONTENT_TYPE
from units.models import Unit
from units.screens import GuardedScreen

PAGE_SIZE = 30


class EnglishView(GuardedScreen):
    """A screen of translations."""

    page_title = _("English pages")
    header_icon = "wagtail-localize-language"

    def allowed(self, user) -> bool:
        """Tell whether the account has anything to see here."""
        return follows_english(user)


class ReportView(EnglishView):
    """Each unit's pages by state: all units for those who oversee them, else the own ones."""

    def rows(self) -> list:
        """Return the units that the account may see."""
        user = self.request.user
        return unit_rows(None if oversees_english(user) else own_units(user))

    def get(self, request) -> HttpResponse:
        """Show the report."""
        rows = self.rows()
        context = self.get_context_data(
            rows=rows,
            total=total_of(rows) if len(rows) > 1 else None,
            states=list(EnglishState),
            export_url=reverse("english_pages_export"),
        )
        return render(request, "articles/english/report.html", context)


class ReportExportView(ReportView):
    """The report as a file."""

    def get(self, request) -> HttpResponse:
        """Answer with the file."""
        return _file(units_sheet(self.rows()), "trang-tieng-anh.xlsx")


class UnitView(EnglishView):
    """The pages of one unit, each with its state and what is to be done next."""

    unit: Unit

    def allowed(self, user) -> bool:
        """Find the unit, the same way whether it is somebody else's or nobody's."""
        unit = Unit.objects.filter(code=self.kwargs["code"]).first()
        if unit is None or not reads_english_of(user, unit.pk):
            return False
        self.unit = unit
        return True

    def get_page_subtitle(self) -> str:
        """Name the unit."""
        return self.unit.short_name_vi

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the report."""
        return [(reverse("english_pages"), str(self.page_title))]

    def chosen(self) -> tuple[PagesForm, Any]:
        """Return the form and the pages that it asks for."""
        form = PagesForm(self.request.GET)
        pages = pages_of(self.unit, state=form.chosen("state"), text=form.chosen("q"))
        return form, pages

    def get(self, request, code: str) -> HttpResponse:
        """Show a screen of pages."""
        form, pages = self.chosen()
        query = {name: form.chosen(name) for name in ("state", "q") if form.chosen(name)}
        may_act = translates_for(request.user, self.unit.pk)
        shown = Paginator(pages, PAGE_SIZE).get_page(request.GET.get("page"))
        here = urlencode(query | ({"page": shown.number} if shown.number > 1 else {}))
        export = reverse("english_unit_export", args=[code])
        context = self.get_context_data(
            unit=self.unit,
            form=form,
            rows=shown,
            listed=page_rows(shown.object_list, may_act=may_act),
            may_act=may_act,
            query=urlencode(query),
            here=f"{request.path}?{here}" if here else request.path,
            export_url=f"{export}?{urlencode(query)}" if query else export,
        )
        return render(request, "articles/english/unit.html", context)


class UnitExportView(UnitView):
    """The pages of one unit as a file, narrowed as the list was."""

    def get(self, request, code: str) -> HttpResponse:
        """Answer with the file."""
        _form, pages = self.chosen()
        rows = page_rows(pages, may_act=False)
        return _file(pages_sheet(rows), f"trang-tieng-anh-{self.unit.code.lower()}.xlsx")


class StepView(View, ABC):
    """A step on the translation of one page, for those who work on its unit's."""

    http_method_names = ["post"]

    def setup(self, request, *args, **kwargs) -> None:
        """Find the page, the same way whether it is somebody else's or nobody's."""
        super().setup(request, *args, **kwargs)
        page = translatable_pages().filter(pk=kwargs["page_id"]).first()
        if page is None or not translates_for(request.user, page.of_unit):
            raise Http404
        self.page: Any = page

    def post(self, request, page_id: int) -> HttpResponse:
        """Act and lead on, or say all that stands in the way."""
        try:
            address = self.act(request)
        except SubmissionRefused as refusal:
            for text in _texts(refusal):
                messages.error(request, text)
            address = self.back()
        return redirect(address)

    @abstractmethod
    def act(self, request) -> str:
        """Call the service and return where to go."""

    def back(self) -> str:
        """Return the list from which the click came."""
        found = get_valid_next_url_from_request(self.request)
        code = Unit.objects.values_list("code", flat=True).get(pk=self.page.of_unit)
        return found or reverse("english_unit", args=[code])


class TranslateView(StepView):
    """Begins a translation and goes to its editor."""

    def act(self, request) -> str:
        """Make the draft, or find the one that is there."""
        english = start_translation(page=self.page, user=request.user)
        return reverse("wagtailadmin_pages:edit", args=[english.pk])


class UpdateView(StepView):
    """Opens a translation again with the present Vietnamese text and goes to its editor."""

    def act(self, request) -> str:
        """Take the text over."""
        english = update_translation(page=self.page, user=request.user)
        messages.success(
            request,
            gettext("The translation editor holds the present Vietnamese text of “%(title)s”.")
            % {"title": self.page.title},
        )
        return reverse("wagtailadmin_pages:edit", args=[english.pk])


class SendView(StepView):
    """Sends a finished draft for review."""

    def act(self, request) -> str:
        """Send it; a page without an English one has nothing to send."""
        english = english_of(self.page)
        if english is None:
            raise Http404
        send_translation(page=english, user=request.user)
        messages.success(
            request,
            gettext("The English text of “%(title)s” waits for review.")
            % {"title": self.page.title},
        )
        return self.back()


def _texts(refusal: SubmissionRefused) -> list[str]:
    return [text for texts in refusal.messages.values() for text in texts]


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
