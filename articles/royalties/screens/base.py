"""What all screens of royalties share: no caching, one page of a list, the portal's own day."""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.models import RoyaltyStatement
from articles.royalties.rules import statements_for

ROWS = 50
MONTHS_OFFERED = 24


@method_decorator(never_cache, name="dispatch")
class RoyaltyView(WagtailAdminTemplateMixin, View, ABC):
    """A screen that answers 404 to whom `allowed` does not let in."""

    header_icon = "calendar-check"
    http_method_names = ["get", "post"]
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        """Refuse like what does not exist."""
        if not self.allowed(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @abstractmethod
    def allowed(self, user) -> bool:
        """Tell whether the account may open this screen at all."""

    def trail(self) -> list[tuple[str, str]]:
        """Return (address, label) of the screens above this one."""
        return []

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the screens above."""
        above = [{"url": url, "label": label} for url, label in self.trail()]
        return [*self.breadcrumbs_items, *above, {"url": "", "label": self.get_page_subtitle()}]

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
