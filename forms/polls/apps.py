"""Declares polls and their ballots."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

KEPT = _("It is the page of a poll, whose ballots and result are kept. Cancel the poll instead.")


class PollsConfig(AppConfig):
    name = "forms.polls"
    label = "polls"
    verbose_name = _("Polls")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from core import kept_pages
        from core.reserved import reserve
        from units import sections

        from . import reorganised
        from .api import router
        from .indicators import register_indicators
        from .models import PollPage

        sections.register(
            sections.Section(
                *("polls", 60, "polls.PollIndexPage", "trung-cau-y-kien"),
                *("Trưng cầu ý kiến", "Polls"),
            )
        )
        register_indicators()
        api.add_router("/polls/", router)
        # Answered below the page of a poll, whose own slug must not look like them.
        reserve("cam-on", "kiem-tra", "ket-qua", "nhung", everywhere=True)
        # Where ballots are sent.
        reserve("bo-phieu")
        reorganised.connect()
        kept_pages.keep(PollPage, lambda page: str(KEPT))
