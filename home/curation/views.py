"""The desks' screen of the front page, and its preview at any moment."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone, translation

from home.curation.changes import last_changes
from home.curation.forms import MomentForm
from home.curation.screens import CurationView
from home.curation.zone_rows import ZoneRows, zone_rows
from home.models import HomePage
from home.rules import zones_of


class FrontPageView(CurationView):
    """Every zone of one language: what stands at a moment and what comes later."""

    http_method_names = ["get"]

    def get(self, request) -> HttpResponse:
        """Show the zones."""
        zones = zone_rows(
            locale=self.locale, zones=zones_of(request.user), moment=self.moment, now=self.now
        )
        typed = {"at": self.chosen_moment or timezone.localtime(self.now)}
        return self.answer(
            "home/admin/front_page.html",
            zones=[self._with_addresses(zone) for zone in zones],
            moment=self.moment,
            is_now=self.chosen_moment is None,
            moment_form=self.sent if self.sent.errors else MomentForm(initial=typed),
            language=self.language,
            languages=self._languages(),
            now_url=f"{request.path}?locale={self.language}",
            preview_url=self.url("front_page_preview"),
            changes=last_changes(self.locale),
        )

    def _with_addresses(self, zone: ZoneRows) -> dict[str, Any]:
        where = (self.language, zone.zone.value)
        return {
            "zone": zone,
            "add_url": self.url("front_slot_add", *where) if zone.may_fill else "",
            "order_url": self.url("front_zone_order", *where),
            "rows": [
                {
                    "row": row,
                    "move_url": self.url("front_slot_move", row.slot.pk),
                    "times_url": self.url("front_slot_times", row.slot.pk),
                    "end_url": self.url("front_slot_end", row.slot.pk),
                    "remove_url": self.url("front_slot_remove", row.slot.pk),
                }
                for row in zone.rows
            ],
        }

    def _languages(self) -> list[dict[str, Any]]:
        return [
            {"code": code, "name": name, "url": self.url("front_page", locale=code)}
            for code, name in settings.LANGUAGES
        ]


class PreviewView(CurationView):
    """The public home as it will be at a moment; nobody but the desks sees it, nobody keeps it."""

    http_method_names = ["get"]

    def get(self, request) -> HttpResponse:
        """Render the public template in its own language and in the portal's own time."""
        page = get_object_or_404(HomePage, locale=self.locale, live=True)
        zone = timezone.get_default_timezone()
        with translation.override(self.language), timezone.override(zone):
            context = page.get_context(request, moment=self.moment)
            context["preview_moment"] = self.moment
            response = TemplateResponse(request, "home/admin/front_page_preview.html", context)
            response.render()
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "private, no-store"
        response["Content-Language"] = self.language
        return response
