"""Declares opinions of members."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpinionsConfig(AppConfig):
    name = "forms.opinions"
    label = "opinions"
    verbose_name = _("Members' opinions")

    def ready(self) -> None:
        from core.reserved import reserve
        from units import sections

        from . import policies, receivers

        reserve("theo-doi-y-kien", "y-kien-cua-toi")
        sections.register(
            sections.Section(
                *("opinions", 50, "opinions.OpinionIndexPage", "y-kien"),
                *("Ý kiến đoàn viên", "Members' opinions"),
            )
        )
        receivers.connect()
        policies.register()
