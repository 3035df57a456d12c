"""Enters documents into the register and changes what stands there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.models.files import private_storage
from units.models import Unit

from .. import rules
from ..enums import Audience, DocumentState, Secrecy
from ..errors import DocumentRefused, NumberTaken, SecretRefused
from ..models import OfficialDocument
from ..numbers import issuer_key, number_key
from ..readers import readable_documents
from ..secrecy import is_secret_abstract, is_secret_symbol
from .locking import locked_document, save_changed
from .pages import remove_page, renew_page
from .words import refresh_words

COLUMNS = (
    *("number_symbol", "type", "field", "issuer", "issuer_name", "issued_on", "effective_on"),
    *("expired_on", "abstract", "drafting_unit", "signer_name", "signer_position", "urgency"),
    "audience",
)
GENERATED = ("number_key", "issuer_key", "year")


@transaction.atomic
def enter_document(
    *,
    unit: Unit,
    user,
    values: Mapping[str, Any],
    secrecy: str,
    request_key: UUID | None,
    now: datetime,
    is_demonstration: bool = False,
) -> OfficialDocument:
    """Enter a document that is being prepared; a second click with the same key finds the first.

    `values` holds `COLUMNS`. Raises `SecretRefused` before anything is stored, `DocumentRefused`
    for others than the unit's officers and foreign issuers, `NumberTaken` with the entry that is
    there, and `ValidationError` by field.
    """
    refuse_secrets(values, secrecy)
    made = _made_with(request_key, user=user)
    if made is not None:
        return made
    if not rules.enters_for(user, unit.pk):
        raise DocumentRefused(_("You do not enter documents for this unit."))
    document = OfficialDocument(
        unit=unit,
        made_by=user,
        made_at=now,
        changed_at=now,
        request_key=request_key,
        is_demonstration=is_demonstration,
    )
    _apply(document, values, user=user)
    try:
        _save_once(document, user=user)
    except (NumberTaken, IntegrityError):
        # Two clicks at the same moment: the first one has stored it by now.
        made = _made_with(request_key, user=user)
        if made is None:
            raise
        return made
    record(actor=user, action="document.entered", subject=document, number=document.number_symbol)
    refresh_words(document)
    return document


@transaction.atomic
def change_document(
    *,
    document_id: int,
    user,
    seen: int,
    values: Mapping[str, Any],
    secrecy: str,
    now: datetime,
) -> OfficialDocument:
    """Change an entry, and with it its public page.

    Raises as `enter_document`, `DocumentChanged`, and `ValidationError` for an issuer or a day of
    issue that does not fit what was done. An entry that readers see stays public until it is
    unpublished.
    """
    refuse_secrets(values, secrecy)
    document = locked_document(document_id, user=user, seen=seen)
    before = {name: _plain(document, name) for name in COLUMNS}
    if values["audience"] == Audience.INTERNAL:
        remove_page(document)
    _apply(document, values, user=user)
    if before["issuer"] != document.issuer_id:
        _require_named(document, before=before["issuer"], user=user)
    if before["issued_on"] != document.issued_on:
        _require_order(document)
    changed = [name for name in COLUMNS if before[name] != _plain(document, name)]
    if not changed:
        return document
    document.version += 1
    document.changed_at = now
    _save_once(document, user=user)
    record(actor=user, action="document.changed", subject=document, fields=changed)
    refresh_words(document)
    renew_page(document, user=user)
    return document


@transaction.atomic
def discard_draft(*, document_id: int, user, seen: int) -> None:
    """Delete an entry that was never issued, with its files.

    Raises `DocumentRefused` for an issued one and for one that others refer to.
    """
    document = locked_document(document_id, user=user, seen=seen)
    if document.state != DocumentState.DRAFT or document.page_id:
        raise DocumentRefused(_("Only a document that was never issued can be deleted."))
    if document.reverse_relations.exists():
        raise DocumentRefused(_("Another document refers to it, so it stays."))
    paths = [file.file.name for file in document.files.all()]
    number = document.number_symbol
    record(actor=user, action="document.discarded", subject=document, number=number)
    document.files.all().delete()
    document.delete()
    transaction.on_commit(lambda: [private_storage().delete(path) for path in paths])


@transaction.atomic
def withdraw_document(
    *, document_id: int, user, seen: int, reason: str, now: datetime
) -> OfficialDocument:
    """Withdraw an issued document with a reason, which readers of its page see.

    Raises `DocumentRefused` without a reason and for what is not issued, `DocumentChanged`.
    """
    document = locked_document(document_id, user=user, seen=seen)
    if document.state != DocumentState.ISSUED or not rules.may_issue(user, document):
        raise DocumentRefused(_("Only an issued document can be withdrawn, by who issues it."))
    reason = " ".join(reason.split())
    if not reason:
        raise DocumentRefused(_("Write why it is withdrawn."))
    document.state, document.withdrawn_reason = DocumentState.WITHDRAWN, reason
    save_changed(document, user=user, now=now, action="withdrawn", reason=reason)
    renew_page(document, user=user)
    return document


@transaction.atomic
def issue_document(*, document_id: int, user, seen: int, now: datetime) -> OfficialDocument:
    """Say that a document is issued; from now on it is in the register of all whom it concerns.

    Raises `DocumentRefused` for another issuer's and what is no draft, `DocumentChanged`.
    """
    document = locked_document(document_id, user=user, seen=seen)
    if document.state != DocumentState.DRAFT:
        raise DocumentRefused(_("This document is issued already."))
    if not rules.may_issue(user, document):
        issuer = document.issuer.name if document.issuer else document.issuer_name
        raise DocumentRefused(
            _("An officer of %(issuer)s, or the Office, issues it.") % {"issuer": issuer}
        )
    document.state = DocumentState.ISSUED
    save_changed(document, user=user, now=now, action="issued")
    return document


def refuse_secrets(values: Mapping[str, Any], secrecy: str) -> None:
    """Raise `SecretRefused` for a degree of secrecy, and for a sure mark in number or abstract."""
    if secrecy != Secrecy.NONE:
        raise SecretRefused
    if is_secret_symbol(values["number_symbol"]):
        raise SecretRefused(str(_("The symbol carries a secrecy mark.")))
    if is_secret_abstract(values["abstract"]):
        raise SecretRefused(str(_("The abstract carries a secrecy mark.")))


def _made_with(request_key: UUID | None, *, user) -> OfficialDocument | None:
    """Return what the same form has entered before. Raises `DocumentRefused` for another's."""
    made = OfficialDocument.objects.filter(request_key=request_key).first() if request_key else None
    if made is not None and made.made_by_id != user.pk:
        raise DocumentRefused(_("You do not keep this document."))
    return made


def _apply(document: OfficialDocument, values: Mapping[str, Any], *, user) -> None:
    """Put values into an entry and check them; `issuer` must be one that the account may name."""
    issuer_before = document.issuer_id
    for name in COLUMNS:
        setattr(document, name, values[name])
    issuer_id = document.issuer_id
    is_new_issuer = issuer_id is not None and issuer_id != issuer_before
    if is_new_issuer and not rules.issuers_for(user).filter(pk=issuer_id).exists():
        raise ValidationError({"issuer": _("You do not enter documents of this issuer.")})
    if not number_key(document.number_symbol):
        raise ValidationError({"number_symbol": _("Write the number and the symbol.")})
    document.clean_fields(exclude=[*GENERATED, "made_by", "made_at", "changed_at"])
    document.validate_constraints(exclude=set(GENERATED))


def _require_named(document: OfficialDocument, *, before: int | None, user) -> None:
    """Raise `ValidationError` for another issuer of what is issued, or read by everybody.

    Else an entry that an account issued and published in its own name would come to stand in the
    name of one for whom it does neither, or be taken from it.
    """
    if document.state == DocumentState.DRAFT:
        return
    is_shown = document.page is not None and document.page.live
    named = {before, document.issuer_id} if is_shown else {before, document.issuer_id} - {None}
    if not all(rules.issues_for(user, issuer_id) for issuer_id in named):
        text = _("It is issued already. Only who issues for both can put another issuer.")
        raise ValidationError({"issuer": text})


def _require_order(document: OfficialDocument) -> None:
    """Raise `ValidationError` for a day on which the relations of a document cannot be true."""
    day = document.issued_on
    later = document.relations.filter(target__issued_on__gt=day)
    earlier = document.reverse_relations.filter(source__issued_on__lt=day)
    if later.exists() or earlier.exists():
        raise ValidationError(
            {"issued_on": _("A document rests on or changes one that would be issued later.")}
        )


def _save_once(document: OfficialDocument, *, user) -> None:
    """Store an entry. Raises `NumberTaken`, also when somebody enters the number just now."""
    _refuse_taken(document, user=user)
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError:
        _refuse_taken(document, user=user)
        raise


def _refuse_taken(document: OfficialDocument, *, user) -> None:
    there = OfficialDocument.objects.filter(
        issuer_key=issuer_key(document.issuer_id, document.issuer_name.strip()),
        year=document.issued_on.year,
        number_key=number_key(document.number_symbol),
    )
    existing = there.exclude(pk=document.pk).first()
    if existing is not None:
        readable = readable_documents(user).filter(pk=existing.pk).exists()
        raise NumberTaken(existing, readable=readable)


def _plain(document: OfficialDocument, name: str) -> Any:
    return getattr(document, OfficialDocument._meta.get_field(name).attname)
