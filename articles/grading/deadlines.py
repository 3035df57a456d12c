"""How long a used piece has waited for its royalty, against the legal term.

Source: Decree 18/2014/NĐ-CP: royalties are paid within 60 days of publication; the portal warns
at 45, so that the statement still has time.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON, WARNED, LEGAL = 38, 45, 60


@dataclass(frozen=True)
class Age:
    """Days since publication; `level` is empty, `soon`, `warned` or `late`."""

    days: int
    level: str
    text: Any


def age_of(*, published_on: date, today: date) -> Age:
    """Return how old a publication is and how near its terms."""
    days = (today - published_on).days
    if days >= LEGAL:
        return Age(days, "late", _("The 60 days have passed"))
    if days >= WARNED:
        left = LEGAL - days
        text = ngettext("%(count)s day left of the 60", "%(count)s days left of the 60", left)
        return Age(days, "warned", text % {"count": left})
    text = ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    return Age(days, "soon" if days >= SOON else "", text if days else _("Today"))
