"""Who sends directives, who acts for a unit that got one, and whose receipts an account sees."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from units import lineage
from units.documents.models import OfficialDocument
from units.enums import UnitRole
from units.rules import is_office

from .enums import StepAction
from .models import AnswerFile, Directive, DirectiveReceipt, DirectiveVersion, ReceiptStep

ACTORS = (UnitRole.OFFICER, UnitRole.LEADER)


def acting_units(user) -> frozenset[int]:
    """Return the ids of the units for which an account acts: its own and their predecessors."""
    return lineage.acting_units(user, *ACTORS)


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


def reads_document(user, document: OfficialDocument) -> bool:
    """Tell whether a unit of the account got a directive with this document, also a closed one."""
    return _documents_received(user).filter(document=document).exists()


def readable_condition(user) -> Q:
    """Return the condition under which `reads_document` says yes."""
    return Q(pk__in=_documents_received(user).values("document"))


def _documents_received(user) -> QuerySet[DirectiveVersion]:
    """Return the versions that units of the account got: none from before they were added."""
    delivered = ReceiptStep.objects.filter(
        receipt__in=own_receipts(user),
        receipt__directive=OuterRef("directive"),
        action=StepAction.DELIVERED,
        number__lte=OuterRef("number"),
    )
    return DirectiveVersion.objects.filter(Exists(delivered)).order_by()
