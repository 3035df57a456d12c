"""Declares half-year reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "units.reports"
    label = "reports"
    verbose_name = _("Half-year reports")

    def ready(self) -> None:
        from . import policies

        policies.register()
