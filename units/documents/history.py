"""What was done with a document, from the audit trail, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.audit import subject_of
from core.models import AuditEntry

from .models import OfficialDocument
from .readers import readable_documents

MOST_LINES = 100
WORDS = {
    "document.entered": gettext_lazy("Entered"),
    "document.changed": gettext_lazy("Entry changed"),
    "document.issued": pgettext_lazy("document", "Issued"),
    "document.withdrawn": pgettext_lazy("document", "Withdrawn"),
    "document.published": pgettext_lazy("document", "Published"),
    "document.unpublished": gettext_lazy("Taken from readers"),
    "document.files_added": gettext_lazy("Files added"),
    "document.file_replaced": gettext_lazy("File replaced"),
    "document.file_removed": gettext_lazy("File removed"),
    "document.related": gettext_lazy("Relation added"),
    "document.unrelated": gettext_lazy("Relation removed"),
}


@dataclass(frozen=True)
class Line:
    """One thing that was done; `detail` names files, fields, a reason or another number."""

    what: str
    who: str
    at: datetime
    detail: str


def history_of(document: OfficialDocument, *, user) -> list[Line]:
    """Return what was done with a document, newest first, in two queries.

    Of documents that the account may not read not even the number is told.
    """
    entries = list(AuditEntry.objects.filter(subject=subject_of(document))[:MOST_LINES])
    related = {one.data["target"] for one in entries if "target" in one.data}
    readable = set(readable_documents(user).filter(pk__in=related).values_list("pk", flat=True))
    return [
        Line(
            what=str(WORDS.get(one.action, one.action)),
            who=one.actor_name or _("the portal"),
            at=one.at,
            detail=_detail(one) if one.data.get("target") in {None, *readable} else "",
        )
        for one in entries
    ]


def _detail(entry: AuditEntry) -> str:
    data = entry.data
    if "fields" in data:
        return ", ".join(_label(name) for name in data["fields"])
    if "files" in data:
        return ", ".join(data["files"])
    return str(data.get("reason") or (data.get("number", "") if "kind" in data else ""))


def _label(name: str) -> str:
    return str(OfficialDocument._meta.get_field(name).verbose_name)
