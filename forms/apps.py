"""Declares what members send: questions, opinions, ballots."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    name = "forms"
    label = "forms"
    verbose_name = _("Members' voice")

    def ready(self) -> None:
        from units import home_slots

        template = "forms/components/voice_slot.html"
        home_slots.register(home_slots.HomeSlot("voice", 5, template, _nothing))


def _nothing(*, page, request) -> list:
    """Load nothing: the links come from the sections around the page."""
    return []
