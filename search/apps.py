"""Declares the search room: one search for the whole portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from search.api import router

        api.add_router("/search/", router)
