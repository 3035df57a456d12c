"""Declares the search room: one search for the whole portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from core.reserved import reserve
        from search.api import router

        reserve("tim-kiem")
        api.add_router("/search/", router)
