"""What all screens of royalties share: one page of a list, the portal's own day."""

from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator

from articles.models import RoyaltyStatement
from articles.royalties.rules import statements_for
from units.screens import GuardedScreen

ROWS = 50
MONTHS_OFFERED = 24


class RoyaltyView(GuardedScreen):
    """A screen of grades and money, which may also be written to."""

    header_icon = "calendar-check"
    http_method_names = ["get", "post"]

    def get_page_subtitle(self) -> str:
        """Name this screen at the end of its trail."""
        return str(self.page_title)


def statement_or_404(user, statement_id: int) -> RoyaltyStatement:
    """Return a statement that the account may open."""
    statement = statements_for(user).filter(pk=statement_id).first()
    if statement is None:
        raise Http404
    return statement


def statements_crumb() -> tuple[str, Any]:
    """Return the address and the name of the list of statements."""
    return reverse("royalty_statements"), _("Royalty statements")


def page_of(rows, request, *, key: str = "p", size: int = ROWS):
    """Return one page of rows; whatever is asked for, there is a page."""
    return WagtailPaginator(rows, size).get_page(request.GET.get(key))


def portal_today() -> date:
    """Return the present day of the portal's own clock, whatever zone the account prefers."""
    return timezone.localtime(timezone.now(), timezone.get_default_timezone()).date()


def months_offered() -> list[tuple[str, str]]:
    """Return the last months as (YYYY-MM, name), the present one first."""
    today = portal_today()
    count = today.year * 12 + today.month - 1
    months = [divmod(count - back, 12) for back in range(MONTHS_OFFERED)]
    return [(f"{year}-{month + 1:02d}", f"{month + 1:02d}/{year}") for year, month in months]


def month_of(text: str) -> date:
    """Return the first day of a month written YYYY-MM."""
    year, month = (int(part) for part in text.split("-"))
    return date(year, month, 1)
