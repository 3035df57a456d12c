"""Declares questions of workers and the union's answers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "forms.questions"
    label = "questions"
    verbose_name = _("Questions and answers")

    def ready(self) -> None:
        from units import sections

        from . import policies, receivers

        policies.register()
        receivers.connect()
        sections.register(
            sections.Section(
                *("questions", 40, "questions.QuestionIndexPage", "hoi-dap"),
                *("Hỏi – đáp", "Questions and answers"),
            )
        )
