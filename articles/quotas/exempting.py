"""Grants and withdraws exemptions: the audit trail keeps what each said, the log who acted."""

from django.db import transaction
from wagtail.log_actions import log

from articles.models import QuotaExemption
from core.audit import record


@transaction.atomic
def grant_exemption(*, exemption: QuotaExemption, user) -> QuotaExemption:
    """Keep a valid exemption, new or changed; who changes it last answers for it."""
    is_new = exemption.pk is None
    exemption.granted_by = user
    exemption.save()
    action = "quota.exemption.granted" if is_new else "quota.exemption.changed"
    record(actor=user, action=action, subject=exemption, **_facts(exemption))
    log(instance=exemption, action="wagtail.create" if is_new else "wagtail.edit", user=user)
    return exemption


@transaction.atomic
def withdraw_exemption(*, exemption: QuotaExemption, user) -> None:
    """Take an exemption back; the trail keeps what it said."""
    action = "quota.exemption.withdrawn"
    record(actor=user, action=action, subject=exemption, **_facts(exemption))
    log(instance=exemption, action="wagtail.delete", user=user, deleted=True)
    exemption.delete()


def _facts(exemption: QuotaExemption) -> dict[str, str]:
    return {
        "unit": exemption.unit.code if exemption.unit else "*",
        "first_week": exemption.first_week.isoformat(),
        "last_week": exemption.last_week.isoformat(),
        "reason": exemption.reason,
    }
