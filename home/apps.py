"""Declares the national home, curation and whole-portal navigation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    label = "home"
    verbose_name = _("National home")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from home import policies
        from home.api import router

        policies.register()
        api.add_router("/front-page/", router)
