"""Declares opinions of members."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpinionsConfig(AppConfig):
    name = "forms.opinions"
    label = "opinions"
    verbose_name = _("Members' opinions")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from core.kept_pages import keep
        from core.reserved import reserve
        from units import sections

        from . import policies, receivers, reorganised
        from .api import router
        from .indicators import register_indicators
        from .models import OpinionTopicPage
        from .rules import why_topic_stays

        reserve("theo-doi-y-kien", "y-kien-cua-toi")
        sections.register(
            sections.Section(
                *("opinions", 50, "opinions.OpinionIndexPage", "y-kien"),
                *("Ý kiến đoàn viên", "Members' opinions"),
            )
        )
        receivers.connect()
        reorganised.connect()
        policies.register()
        keep(OpinionTopicPage, why_topic_stays)
        register_indicators()
        api.add_router("/opinions/", router)
