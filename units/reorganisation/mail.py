"""The letter that says that a plan was held back on its day."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from core.models import User
from units.enums import PortalRole

from .models import Reorganisation


def deliver_failure(*, operation_id: int, reasons: list[str]) -> int:
    """Send the letter to who runs the portal and who confirmed the plan; return how many went."""
    operations = Reorganisation.objects.select_related("applied_by", "planned_by")
    operation = operations.get(pk=operation_id)
    path = reverse("reorganisation_show", args=[operation.pk])
    with override(settings.LANGUAGE_CODE):
        values = {
            "operation": operation,
            "confirmed_by": operation.applied_by or operation.planned_by,
            "reasons": reasons,
            "url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
        }
        subject = render_to_string("reorganisation/mail/failure_subject.txt", values)
        body = render_to_string("reorganisation/mail/failure.txt", values)
    mails = [
        EmailMessage(
            " ".join(subject.split()),
            body,
            to=[address],
            headers={"Auto-Submitted": "auto-generated"},
        )
        for address in _addresses(operation)
    ]
    return get_connection().send_messages(mails) or 0


def _addresses(operation: Reorganisation) -> list[str]:
    """Return each address once: whoever confirmed a plan may have left since."""
    run_the_portal = Q(groups__name=PortalRole.PORTAL_ADMINISTRATOR.value) | Q(is_superuser=True)
    confirmed = Q(pk=operation.applied_by_id or operation.planned_by_id)
    people = User.objects.filter(run_the_portal | confirmed, is_active=True).exclude(email="")
    return list(dict.fromkeys(people.order_by("pk").values_list("email", flat=True)))
