"""Declares directives and their receipts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectivesConfig(AppConfig):
    name = "units.directives"
    label = "directives"
    verbose_name = _("Directives")

    def ready(self) -> None:
        from .indicators import register_indicators

        register_indicators()
