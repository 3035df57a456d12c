"""Writes the audit trail, in the transaction of what it records."""

from typing import Any

from django.db.models import Model

from core.models import AuditEntry


def subject_of(instance: Model) -> str:
    """Return the name of a row in the audit trail, `app.model:pk`."""
    return f"{instance._meta.label_lower}:{instance.pk}"


def record(*, actor, action: str, subject: Model, **data: Any) -> AuditEntry:
    """Add an entry; `data` must be JSON and free of bank accounts and tax codes."""
    return AuditEntry.objects.create(
        actor=actor,
        actor_name=(actor.get_full_name() or actor.get_username()) if actor else "",
        action=action,
        subject=subject_of(subject),
        data=data,
    )
