"""What all screens of quotas share: no caching, 404 for whom they are not, tabs of the overview."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.quotas.rules import grants_exemptions, oversees_quotas

TABS = [
    ("quota_overview", _("Heat map")),
    ("quota_ranking", _("Ranking")),
    ("quota_shortfalls", _("Who is short")),
]


@method_decorator(never_cache, name="dispatch")
class QuotaView(WagtailAdminTemplateMixin, View):
    """A screen that answers 404 to whom `allowed` does not let in."""

    page_title = _("Quotas")
    header_icon = "calendar-check"
    http_method_names = ["get"]
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        """Refuse like what does not exist."""
        if not self.allowed(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def allowed(self, user) -> bool:
        """Tell whether the account may open this screen at all."""
        return oversees_quotas(user)

    @cached_property
    def now(self):
        """Return the moment for which the whole screen speaks."""
        return timezone.now()

    def trail(self) -> list[tuple[str, str]]:
        """Return (address, label) of the screens above this one."""
        return []

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the screens above."""
        above = [{"url": url, "label": label} for url, label in self.trail()]
        here = self.get_page_subtitle() or self.page_title
        return [*self.breadcrumbs_items, *above, {"url": "", "label": here}]


class OverviewView(QuotaView):
    """A tab of the overview of all units; what was chosen goes along from tab to tab."""

    url_name = ""

    def tabs(self, **chosen) -> list[dict]:
        """Return the tabs, the exemptions' for those who grant them."""
        query = urlencode({name: value for name, value in chosen.items() if value})
        tabs = [
            {
                "label": label,
                "url": f"{reverse(name)}?{query}" if query else reverse(name),
                "is_current": name == self.url_name,
            }
            for name, label in TABS
        ]
        if grants_exemptions(self.request.user):
            exemptions = {"label": _("Exemptions"), "url": reverse("quota-exemptions:index")}
            tabs.append(exemptions | {"is_current": False})
        return tabs
