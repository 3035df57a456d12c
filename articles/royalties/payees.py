"""Who is paid for a share; every change of a payee is audited without its secrets."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import GradeShare, Payee
from articles.royalties.errors import PayeeRefused
from articles.royalties.rules import can_change_payee
from articles.rules import is_finance
from core.audit import record
from core.text import fold, normalize
from units.rules import units_of

SECRET = ("tax_code", "bank_account")
# What rests on papers that finance keeps, or decides whether the person is paid at all.
FOR_FINANCE = ("user_id", "residence", "commitment_year", "is_active")
FIELDS = (
    *("unit_id", "legal_name", "pen_name", "tax_code", "bank_name", "bank_account"),
    *FOR_FINANCE,
)
TAX_CODE = re.compile(r"[0-9]{10}|[0-9]{12}|[0-9]{10}-?[0-9]{3}")
BANK_ACCOUNT = re.compile(r"[0-9A-Z]{6,19}")
SHOWN_SIGNS = 3


@transaction.atomic
def save_payee(*, payee: Payee, user, now: datetime) -> Payee:
    """Save a payee as finance or as the person, and record which fields changed.

    Raises `PayeeRefused` for other people and `ValidationError` by field.
    """
    before = Payee.objects.select_for_update().filter(pk=payee.pk).first()
    if not can_change_payee(user, before or payee):
        raise PayeeRefused(_("Only finance and the person alone may change a payee."))
    _tidy(payee)
    changed = _changed(before, payee)
    _refuse_moved(before, payee)
    if not is_finance(user):
        _refuse_beyond_own(user, before, payee, changed)
    validate_payee(payee)
    payee.full_clean()
    payee.save()
    if before is None or changed:
        _audit(before, payee, changed, user=user, now=now)
    return payee


def validate_payee(payee: Payee) -> None:
    """Raise `ValidationError` by field for a tax code or bank account that cannot be one.

    A tax code has 10 digits, 13 for a branch (10-3), or is the 12-digit personal number that
    replaces it. Source: Circular 86/2024/TT-BTC.
    """
    faults = {}
    if not payee.legal_name:
        faults["legal_name"] = _("Write the legal name as on the identity card.")
    if payee.tax_code and not TAX_CODE.fullmatch(payee.tax_code):
        faults["tax_code"] = _("A tax code has 10, 12 or 13 digits.")
    if payee.bank_account and not BANK_ACCOUNT.fullmatch(payee.bank_account):
        faults["bank_account"] = _("A bank account has 6 to 19 digits or letters.")
    if payee.bank_account and not payee.bank_name:
        faults["bank_name"] = _("Name the bank and its branch.")
    if faults:
        raise ValidationError(faults)


def _tidy(payee: Payee) -> None:
    """Bring what was typed into the form in which it is stored and compared."""
    for name in ("legal_name", "pen_name", "bank_name"):
        setattr(payee, name, normalize(getattr(payee, name)).strip())
    payee.pen_name_folded = fold(payee.pen_name)
    payee.tax_code = re.sub(r"\s", "", payee.tax_code)
    payee.bank_account = re.sub(r"[\s.-]", "", payee.bank_account).upper()


def _changed(before: Payee | None, payee: Payee) -> list[str]:
    """Return the fields that differ from the row, or from an empty one."""
    old = before or Payee()
    return [name for name in FIELDS if getattr(old, name) != getattr(payee, name)]


def _refuse_moved(before: Payee | None, payee: Payee) -> None:
    """Refuse to give a person's payments to another account."""
    if before is not None and before.user_id and before.user_id != payee.user_id:
        raise ValidationError({"user": _("A payee stays with their account.")})


def _refuse_beyond_own(user, before: Payee | None, payee: Payee, changed: list[str]) -> None:
    """Refuse what a person may not settle alone: papers, and a unit that is not theirs."""
    barred = [name for name in FOR_FINANCE if name in changed and name != "user_id"]
    if barred:
        raise ValidationError({name: _("Only finance changes this.") for name in barred})
    if "unit_id" in changed and (before is not None or payee.unit_id not in units_of(user)):
        raise ValidationError({"unit": _("Choose a unit of your own.")})


def _audit(before: Payee | None, payee: Payee, changed: list[str], *, user, now: datetime) -> None:
    """Record the names of the changed fields, and of secrets the last three signs."""
    tails = {
        name: [_tail(getattr(before, name, "")), _tail(getattr(payee, name))]
        for name in SECRET
        if name in changed
    }
    data: dict[str, Any] = {"fields": changed, "tails": tails, "at": now.isoformat()}
    action = "payee.changed" if before else "payee.added"
    record(actor=user, action=action, subject=payee, **data)


def _tail(secret: str) -> str:
    return f"…{secret[-SHOWN_SIGNS:]}" if secret else ""


def own_payee(user) -> Payee | None:
    """Return the payee of an account, or None."""
    return Payee.objects.select_related("unit").filter(user=user).first()


def resolve_payees(shares: Iterable[GradeShare]) -> dict[int, Payee | None]:
    """Return the active payee of each share: of its account, else by unit and pen name.

    A share that names an account is never paid to somebody else of the same pen name. Two
    queries whatever the number of shares; these must have grade and contribution loaded.
    """
    shares = list(shares)
    accounts = {share.user_id for share in shares if share.user_id}
    active = Payee.objects.filter(is_active=True)
    by_account = {payee.user_id: payee for payee in active.filter(user__in=accounts)}
    units = {share.grade.contribution.unit_id for share in shares}
    outside = active.filter(user__isnull=True, unit__in=units)
    by_name = {(payee.unit_id, payee.pen_name_folded): payee for payee in outside}
    return {
        share.pk: by_account.get(share.user_id)
        if share.user_id
        else by_name.get((share.grade.contribution.unit_id, fold(share.pen_name)))
        for share in shares
    }
