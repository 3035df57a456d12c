"""Reminds of questions that are due soon or overdue; the schedule runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from forms.questions.services.reminders import remind_questions


class Command(BaseCommand):
    help = "On working days from 08:00 on, remind of questions due soon or overdue, of each once."

    def handle(self, *, verbosity: int, **options: Any) -> None:
        """Remind and say of how many."""
        reminded = remind_questions(now=timezone.now())
        if verbosity:
            text = ngettext(
                "Reminded of %(count)s question.", "Reminded of %(count)s questions.", reminded
            )
            self.stdout.write(text % {"count": reminded})
