"""What all screens of quotas share: the moment, and the tabs of the overview."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles.quotas.rules import grants_exemptions, oversees_quotas
from units.screens import GuardedScreen

TABS = [
    ("quota_overview", _("Heat map")),
    ("quota_ranking", _("Ranking")),
    ("quota_shortfalls", _("Who is short")),
]


class QuotaView(GuardedScreen):
    """A screen of quotas."""

    page_title = _("Quotas")
    header_icon = "calendar-check"

    def allowed(self, user) -> bool:
        """Tell whether the account may open this screen at all."""
        return oversees_quotas(user)

    @cached_property
    def now(self):
        """Return the moment for which the whole screen speaks."""
        return timezone.now()


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
