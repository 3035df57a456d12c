"""The last changes of a front page in words, from the audit trail."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.audit import subject_of
from core.models import AuditEntry
from home.models import FrontZone

SHOWN = 20
SENTENCES = {
    "front.placed": _("placed in “%(zone)s”: %(title)s"),
    "front.timed": _("changed the times in “%(zone)s”: %(title)s"),
    "front.ended": _("ended in “%(zone)s”: %(title)s"),
    "front.removed": _("removed from “%(zone)s”: %(title)s"),
    "front.ordered": _("changed the order of “%(zone)s”"),
}


@dataclass(frozen=True)
class ChangeLine:
    """Who did what with the front page, and when."""

    at: datetime
    name: str
    text: str


def last_changes(locale: Locale) -> list[ChangeLine]:
    """Return the last changes of a language's front page, the newest first. Two queries."""
    zones = {subject_of(one): one for one in FrontZone.objects.filter(locale=locale)}
    entries = AuditEntry.objects.filter(subject__in=list(zones))[:SHOWN]
    return [ChangeLine(entry.at, entry.actor_name, _text(entry, zones)) for entry in entries]


def _text(entry: AuditEntry, zones: dict[str, FrontZone]) -> str:
    values = {
        "zone": zones[entry.subject].get_zone_display(),
        "title": entry.data.get("title", ""),
    }
    return str(SENTENCES[entry.action]) % values
