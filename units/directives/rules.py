"""Who sends directives, who acts for a unit that got one, and whose receipts an account sees."""

from django.db.models import QuerySet

from units.enums import UnitRole
from units.rules import is_office, units_of

from .enums import DirectiveState
from .models import AnswerFile, Directive, DirectiveReceipt

ACTORS = (UnitRole.OFFICER, UnitRole.LEADER)


def acting_units(user) -> set[int]:
    """Return the ids of the units for which an account receives and answers directives."""
    return units_of(user, *ACTORS)


def acts_for(user, unit_id: int | None) -> bool:
    """Tell whether an account is an officer or leader of the unit; the Office is not."""
    return unit_id in acting_units(user)


def own_receipts(user) -> QuerySet[DirectiveReceipt]:
    """Return the receipts in the charge of the account's units."""
    return DirectiveReceipt.objects.filter(in_charge__in=acting_units(user))


def receipts_for(user) -> QuerySet[DirectiveReceipt]:
    """Return the receipts that an account may read: the Office all, units those in their charge."""
    return DirectiveReceipt.objects.all() if is_office(user) else own_receipts(user)


def directives_for(user) -> QuerySet[Directive]:
    """Return the directives that an account keeps: the Office all, everybody else none."""
    return Directive.objects.all() if is_office(user) else Directive.objects.none()


def answer_file_for(user, file_id) -> AnswerFile | None:
    """Return a file that an account may fetch: drafts are the unit's alone until they are sent."""
    own = AnswerFile.objects.filter(pk=file_id, answer__receipt__in=own_receipts(user))
    sent = AnswerFile.objects.filter(pk=file_id).exclude(answer__sent_at=None)
    found = own | sent if is_office(user) else own
    return found.select_related("answer__receipt").first()


def reads_document(user, document_id: int | None) -> bool:
    """Tell whether a unit of the account has, or had, a sent directive with this document."""
    received = own_receipts(user).exclude(directive__state=DirectiveState.DRAFT)
    return received.filter(directive__versions__document=document_id).exists()


def documents_read_by(user) -> QuerySet:
    """Return the ids of the documents of all directives that the account's units got."""
    received = own_receipts(user).exclude(directive__state=DirectiveState.DRAFT)
    return received.values("directive__versions__document")
