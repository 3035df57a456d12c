"""Directives where a test needs them: made and sent through their services."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.text import sort_key
from factories.documents import make_official_document
from factories.portal import make_user
from units.directives.models import Directive, DirectiveReceipt
from units.directives.services.answering import draft_of, send_answer, standing_of
from units.directives.services.drafting import Draft, create_directive
from units.directives.services.receiving import acknowledge
from units.directives.services.sending import send_directive
from units.enums import PortalRole, UnitKind, UnitRole
from units.models import Unit
from units.services.memberships import unit_group_name

_numbers = count(1)
PDF = b"%PDF-1.4 bao cao\n%%EOF"


def local(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment of the portal's clock."""
    return timezone.make_aware(datetime(year, month, day, hour, minute))


def make_bare_unit(code: str = "", *, kind: str = UnitKind.PROVINCE, **fields: Any) -> Unit:
    """Make a unit without a sub-site: receipts need no pages."""
    [unit] = make_bare_units(1, kind=kind, code=code, **fields)
    return unit


def make_bare_units(
    number: int, *, kind: str = UnitKind.PROVINCE, code: str = "", **fields: Any
) -> list[Unit]:
    """Make many units without sub-sites in one query."""
    units = []
    for _number in range(number):
        own = code or f"DV-{next(_numbers)}"
        name = f"Liên đoàn Lao động {own}"
        units.append(
            Unit(
                **{
                    "code": own,
                    "kind": kind,
                    "name_vi": name,
                    "short_name_vi": f"LĐLĐ {own}",
                    "slug": own.lower(),
                    "sort_name": sort_key(name)[:600],
                }
                | fields
            )
        )
    return Unit.objects.bulk_create(units)


def make_officer(unit: Unit, **fields: Any):
    """Make an officer of a unit."""
    return _make_person(unit, UnitRole.OFFICER, **fields)


def make_leader(unit: Unit, **fields: Any):
    """Make a leader of a unit."""
    return _make_person(unit, UnitRole.LEADER, **fields)


def _make_person(unit: Unit, role: UnitRole, **fields: Any):
    """Make somebody in a role; the group of a bare unit gets what provisioning would give it."""
    user = make_user(unit=unit, role=role, **fields)
    group = Group.objects.get(name=unit_group_name(unit, role))
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    return user


def make_office():
    """Make somebody at the Office."""
    return make_user(portal_role=PortalRole.OFFICE)


def make_draft(*, office=None, now: datetime | None = None, **values: Any) -> Directive:
    """Make a draft; without recipients it is for all provinces."""
    office, now = office or make_office(), now or timezone.now()
    if "document" not in values:
        values["document"] = make_official_document(_issuer())
    if not values.get("kinds") and not values.get("units"):
        values["kinds"] = [UnitKind.PROVINCE]
    defaults: dict[str, Any] = {"title": f"Việc số {next(_numbers)}", "task": "Báo cáo kết quả."}
    draft = Draft(**defaults | values)
    return create_directive(values=draft, request_key=uuid4(), user=office, now=now)


def make_sent(
    *units: Unit, office=None, now: datetime | None = None, days: int | None = 20, **values: Any
) -> Directive:
    """Make a directive and send it to some units, with a deadline in so many days."""
    office, now = office or make_office(), now or timezone.now()
    if days is not None and "deadline" not in values:
        values["deadline"] = timezone.localdate(now) + timedelta(days=days)
    directive = make_draft(office=office, now=now, units=[unit.pk for unit in units], **values)
    return send_directive(directive_id=directive.pk, version=0, user=office, now=now)


def receipt_of(directive: Directive, unit: Unit) -> DirectiveReceipt:
    """Return a unit's receipt as it stands now."""
    return directive.receipts.get(unit=unit)


def make_acknowledged(
    receipt: DirectiveReceipt, user, *, now: datetime | None = None
) -> DirectiveReceipt:
    """Acknowledge the version that holds."""
    number = Directive.objects.get(pk=receipt.directive_id).current
    now = now or timezone.now()
    return acknowledge(receipt_id=receipt.pk, number=number, user=user, now=now)


def make_answered(
    receipt: DirectiveReceipt,
    user,
    *,
    text: str = "Đơn vị đã thực hiện.",
    files: Collection[SimpleUploadedFile] = (),
    now: datetime | None = None,
):
    """Acknowledge and answer; return the answer."""
    now = now or timezone.now()
    make_acknowledged(receipt, user, now=now)
    return send_answer(
        receipt_id=receipt.pk,
        number=Directive.objects.get(pk=receipt.directive_id).current,
        text=text,
        seen=standing_of(draft_of(receipt)),
        files=list(files),
        user=user,
        now=now,
    )


def pdf(name: str = "báo cáo.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def after(days: int) -> date:
    """Return the day in so many days."""
    return timezone.localdate() + timedelta(days=days)


def _issuer() -> Unit:
    return Unit.objects.filter(code="TLD").first() or make_bare_unit(
        "TLD", kind=UnitKind.CONFEDERATION
    )
