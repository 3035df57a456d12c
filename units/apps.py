"""Declares the organisation and its own sections."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    name = "units"
    label = "units"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        from units import receivers, sections

        sections.register(
            sections.Section("about", 90, "units.AboutPage", "gioi-thieu", "Giới thiệu")
        )
        receivers.connect()
