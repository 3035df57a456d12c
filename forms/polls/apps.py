"""Declares polls and their ballots."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    name = "forms.polls"
    label = "polls"
    verbose_name = _("Polls")

    def ready(self) -> None:
        from units import sections

        sections.register(
            sections.Section(
                *("polls", 60, "polls.PollIndexPage", "trung-cau-y-kien"),
                *("Trưng cầu ý kiến", "Polls"),
            )
        )
