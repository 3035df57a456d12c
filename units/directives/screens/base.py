"""What all screens of directives share: the moment, who is let in, the way back."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator

from core.days import day_of
from units.rules import is_office
from units.screens import GuardedScreen

from .. import rules
from ..models import Directive, DirectiveReceipt
from ..queries import LOADED

ROWS = 30
# Of a GET that a browser makes before anybody asks for the page.
PREFETCH = ("Sec-Purpose", "Purpose", "X-Moz")


class DirectiveScreen(GuardedScreen):
    """A screen of directives; the Office's unless it says otherwise."""

    page_title = _("Directives")
    header_icon = "clipboard-list"
    template = ""

    def allowed(self, user) -> bool:
        """Let in the Office."""
        return is_office(user)

    @cached_property
    def now(self) -> datetime:
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    @cached_property
    def today(self) -> date:
        """Return the day of the portal's own clock."""
        return day_of(self.now)

    def get_page_subtitle(self) -> str:
        """Name this screen at the end of its trail."""
        return str(self.page_title)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [(reverse("directive_list"), str(DirectiveScreen.page_title))]

    def answer(self, status: int = 200, **context: Any) -> HttpResponse:
        """Render the screen."""
        values = self.get_context_data(today=self.today, **context)
        return render(self.request, self.template, values, status=status)


class OneDirectiveScreen(DirectiveScreen):
    """A screen about one directive."""

    http_method_names = ["get", "post"]

    @cached_property
    def directive(self) -> Directive:
        """Return the directive as it was when the request came. Raises `Http404`."""
        rows = rules.directives_for(self.request.user).select_related("document", "made_by")
        found = rows.filter(pk=self.kwargs["directive_id"]).first()
        if found is None:
            raise Http404
        return found

    def get_page_subtitle(self) -> str:
        """Name the directive by its document."""
        return f"{self.directive.document.number_symbol} – {self.directive.title}"

    def crumb(self) -> tuple[str, str]:
        """Return the way back to the directive."""
        return reverse("directive_show", args=[self.directive.pk]), str(self.directive.document)


class UnitSideScreen(DirectiveScreen):
    """A screen of those who act for a unit; the Office itself has its own."""

    page_title = _("Directives to us")

    def allowed(self, user) -> bool:
        """Let in officers and leaders."""
        return bool(rules.acting_units(user))

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the inbox."""
        return [(reverse("directive_inbox"), str(UnitSideScreen.page_title))]


def receipt_or_404(receipts, receipt_id: int) -> DirectiveReceipt:
    """Return one of some receipts with what screens show of it."""
    found = receipts.select_related(*LOADED).filter(pk=receipt_id).first()
    if found is None:
        raise Http404
    return found


def page_of(rows, request, *, size: int = ROWS):
    """Return one page of rows; whatever is asked for, there is a page."""
    return WagtailPaginator(rows, size).get_page(request.GET.get("p"))


def is_real_visit(request) -> bool:
    """Tell whether somebody asked for a page: no look ahead of the browser, no HEAD."""
    ahead = any("prefetch" in request.headers.get(name, "").lower() for name in PREFETCH)
    return request.method == "GET" and not ahead
