"""Declares polls and their ballots."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    name = "forms.polls"
    label = "polls"
    verbose_name = _("Polls")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from units import sections

        from .api import router

        sections.register(
            sections.Section(
                *("polls", 60, "polls.PollIndexPage", "trung-cau-y-kien"),
                *("Trưng cầu ý kiến", "Polls"),
            )
        )
        api.add_router("/polls/", router)
