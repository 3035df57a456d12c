"""Which times a slot of the front page may have."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FURTHEST = timedelta(days=400)


def check_times(
    *,
    shown_from: datetime,
    shown_until: datetime | None,
    now: datetime,
    stored_from: datetime | None = None,
) -> None:
    """Refuse an end before the beginning or in the past, and moments that are surely a slip.

    A beginning that stays as it is stored may lie as far back as it does. Raises
    `ValidationError` by field.
    """
    if shown_from != stored_from and abs(shown_from - now) > FURTHEST:
        raise ValidationError(
            {"shown_from": _("The beginning is more than a year away. Look at it once more.")}
        )
    if shown_until is None:
        return
    if shown_until <= shown_from:
        raise ValidationError({"shown_until": _("The end must lie after the beginning.")})
    if shown_until <= now:
        raise ValidationError({"shown_until": _("The end lies in the past.")})
    if shown_until - now > FURTHEST:
        raise ValidationError(
            {"shown_until": _("The end is more than a year away. Look at it once more.")}
        )
