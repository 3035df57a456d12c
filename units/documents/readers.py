"""Who may read a document and its files: by its audience, its units, and what apps above say."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from core.visibility import is_unrestricted
from units.enums import UnitRole
from units.lineage import acting_units
from units.rules import is_office

from .enums import Audience, DocumentState
from .models import DocumentPage, OfficialDocument

# Given an account and a document: whether it may be read, such as by the recipient of a directive.
Reader = Callable[[Any, OfficialDocument], bool]
# Given an account: the condition on `OfficialDocument` under which its reader says yes. Write it
# with `pk__in` or `Exists`: a join would list a document twice.
Readable = Callable[[Any], Q]

EXECUTIVE_ROLES = (UnitRole.OFFICER, UnitRole.LEADER)

_readers: list[Reader] = []
_readables: list[Readable] = []


def register_reader(reader: Reader) -> None:
    """Let a rule of an app above open single documents; the same rule again changes nothing."""
    if reader not in _readers:
        _readers.append(reader)


def register_readable(readable: Readable) -> None:
    """Let the same rule open documents in lists and searches; again changes nothing."""
    if readable not in _readables:
        _readables.append(readable)


def may_read(user, document: OfficialDocument) -> bool:
    """Tell whether an account, or a visitor without one, may read a document and its files."""
    if is_public(document):
        return True
    if not user.is_authenticated or not user.is_active:
        return False
    return reads_as_executive(user, document) or any(reader(user, document) for reader in _readers)


def readable_documents(user) -> QuerySet[OfficialDocument]:
    """Return the documents that `may_read` lets an account read, as one condition."""
    documents = OfficialDocument.objects.all()
    if is_office(user):
        return documents
    condition = public_condition()
    if user.is_authenticated and user.is_active:
        given = (readable(user) for readable in _readables)
        condition = reduce(or_, given, condition | _of_units(acting_units(user, *EXECUTIVE_ROLES)))
    return documents.filter(condition)


def is_public(document: OfficialDocument) -> bool:
    """Tell whether everybody may read a document: its page is live and under no restriction."""
    if document.page_id is None or document.audience != Audience.PUBLIC:
        return False
    return (
        document.state != DocumentState.DRAFT and _open_pages().filter(pk=document.page_id).exists()
    )


def reads_as_executive(user, document: OfficialDocument) -> bool:
    """Tell whether the Office, or a unit that has to do with the document, may read it."""
    if is_office(user):
        return True
    own = acting_units(user, *EXECUTIVE_ROLES)
    return bool(own & {document.unit_id, document.issuer_id, document.drafting_unit_id})


def public_condition() -> Q:
    """Return the condition under which everybody may read a document."""
    return Q(audience=Audience.PUBLIC, page__in=_open_pages()) & ~Q(state=DocumentState.DRAFT)


def executive_documents(user) -> QuerySet[OfficialDocument]:
    """Return the register as an account works with it: all for the Office, else its units'."""
    documents = OfficialDocument.objects.all()
    if is_office(user):
        return documents
    return documents.filter(_of_units(acting_units(user, *EXECUTIVE_ROLES)))


def _of_units(unit_ids: frozenset[int]) -> Q:
    return Q(unit_id__in=unit_ids) | Q(issuer_id__in=unit_ids) | Q(drafting_unit_id__in=unit_ids)


def _open_pages() -> QuerySet[DocumentPage]:
    return DocumentPage.objects.live().filter(is_unrestricted()).order_by()
