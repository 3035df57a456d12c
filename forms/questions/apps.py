"""Declares questions of workers and the union's answers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "forms.questions"
    label = "questions"
    verbose_name = _("Questions and answers")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from core.reserved import reserve
        from units import sections

        from . import feeds, keeping, policies, receivers, reorganised, slots
        from .api import router
        from .indicators import register_indicators

        reserve("gui-cau-hoi", "cau-hoi-giong", "da-gui", "theo-doi", everywhere=True)
        policies.register()
        keeping.register()
        receivers.connect()
        reorganised.connect()
        feeds.register()
        slots.register()
        register_indicators()
        api.add_router("/questions/", router)
        sections.register(
            sections.Section(
                *("questions", 40, "questions.QuestionIndexPage", "hoi-dap"),
                *("Hỏi – đáp", "Questions and answers"),
            )
        )
