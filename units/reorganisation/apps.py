"""Declares the reorganisation of units."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReorganisationConfig(AppConfig):
    name = "units.reorganisation"
    label = "reorganisation"
    verbose_name = _("Reorganisation")

    def ready(self) -> None:
        from units.reorganisation import policies

        policies.register()
