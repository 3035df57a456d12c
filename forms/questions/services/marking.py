"""Counts whether an answer helped; nobody is remembered."""

from django.db import transaction
from django.db.models import F

from ..models import HelpfulCount, QuestionPage


@transaction.atomic
def mark_helpful(*, page: QuestionPage, helped: bool) -> None:
    """Add one mark to the counts of an answer, however many come at once."""
    HelpfulCount.objects.get_or_create(page=page)
    name = "yes" if helped else "no"
    HelpfulCount.objects.filter(page=page).update(**{name: F(name) + 1})
