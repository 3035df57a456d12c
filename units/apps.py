"""Declares the organisation and its own sections."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    name = "units"
    label = "units"
    verbose_name = _("Organisation")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from units import policies, receivers, sections
        from units.api import router
        from units.calendar import policies as calendar_policies
        from units.gate import arguments, people_filters, wagtail_names

        sections.register(
            sections.Section("about", 90, "units.AboutPage", "gioi-thieu", "Giới thiệu")
        )
        receivers.connect()
        policies.register()
        calendar_policies.register()
        wagtail_names.register()
        arguments.register()
        people_filters.connect()
        api.add_router("/units/", router)
