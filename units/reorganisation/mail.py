"""The letter that says that a plan could not be carried out on its day."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from .models import Reorganisation


def deliver_failure(*, operation_id: int, reasons: list[str]) -> int:
    """Send the letter to whoever confirmed the plan; return how many went."""
    people = Reorganisation.objects.select_related("applied_by", "planned_by")
    operation = people.get(pk=operation_id)
    person = operation.applied_by or operation.planned_by
    if person is None or not person.is_active or not person.email:
        return 0
    path = reverse("reorganisation_show", args=[operation.pk])
    with override(settings.LANGUAGE_CODE):
        values = {
            "operation": operation,
            "reasons": reasons,
            "url": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
        }
        subject = render_to_string("reorganisation/mail/failure_subject.txt", values)
        body = render_to_string("reorganisation/mail/failure.txt", values)
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(" ".join(subject.split()), body, to=[person.email], headers=headers).send()
