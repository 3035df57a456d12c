"""Counts deadlines anew when a day of the calendar changes."""

from django.db.models.signals import post_delete, post_save

from core.models import CalendarDay


def calendar_changed(sender, **kwargs) -> None:
    """Move the last days of open questions, in the transaction of the change."""
    from .services.clock import recount_deadlines

    if not kwargs.get("raw"):
        recount_deadlines()


def connect() -> None:
    """Listen to the calendar."""
    post_save.connect(calendar_changed, sender=CalendarDay, dispatch_uid="questions_recount")
    post_delete.connect(calendar_changed, sender=CalendarDay, dispatch_uid="questions_recount")
