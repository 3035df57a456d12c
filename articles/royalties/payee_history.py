"""Who changed what of a payee when, in the words of the form; secrets by their last signs only."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.models import Payee
from core.audit import subject_of
from core.models import AuditEntry

SHOWN = 50


@dataclass(frozen=True)
class Change:
    """One entry of the trail."""

    at: datetime
    actor_name: str
    is_new: bool
    fields: list[str]


def history_of(payee: Payee) -> list[Change]:
    """Return the latest changes of a payee, the newest first; one query."""
    entries = AuditEntry.objects.filter(subject=subject_of(payee))[:SHOWN]
    return [
        Change(
            at=entry.at,
            actor_name=entry.actor_name,
            is_new=entry.action == "payee.added",
            fields=[_named(name, entry.data) for name in entry.data.get("fields", [])],
        )
        for entry in entries
    ]


def _named(name: str, data: dict) -> str:
    field = Payee._meta.get_field(name.removesuffix("_id"))
    label = str(field.verbose_name)
    tails = data.get("tails", {}).get(name)
    if not tails:
        return label
    before, after = (one or "–" for one in tails)
    return _("%(field)s (%(before)s → %(after)s)") % {
        "field": label,
        "before": before,
        "after": after,
    }
