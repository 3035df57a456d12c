"""Declares directives and their receipts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectivesConfig(AppConfig):
    name = "units.directives"
    label = "directives"
    verbose_name = _("Directives")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from units.documents import readers

        from . import policies, rules
        from .api import router
        from .indicators import register_indicators

        policies.register()
        register_indicators()
        readers.register_reader(rules.reads_document)
        readers.register_readable(rules.readable_condition)
        api.add_router("/directives/", router)
