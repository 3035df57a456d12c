"""Plans, everything that hangs on a unit, and dumps of all tables to compare."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import connection

from core.text import sort_key
from factories.portal import make_image, make_unit, make_user
from units.directives.enums import DirectiveState, StepAction
from units.directives.models import Directive, DirectiveReceipt, ReceiptStep
from units.documents.models import DocumentType, OfficialDocument
from units.enums import UnitKind, UnitRole
from units.models import Invitation, Unit
from units.personnel.models import Appointment, Body, Person, Position, YearlyFigure
from units.register import read_register
from units.reorganisation.enums import OperationKind
from units.reorganisation.models import Reorganisation
from units.reorganisation.plans import NewUnit, Plan
from units.reorganisation.replaying.groups import DATA
from units.reorganisation.services.applying import apply_plan
from units.reorganisation.services.planning import plan_reorganisation
from units.reorganisation.services.previewing import preview

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
# What is written beside a change, or follows from rows and is made anew.
TRAILS = {
    "reorganisation_reorganisation",
    "reorganisation_reorganisationpart",
    "reorganisation_rowchange",
    "core_auditentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_modellogentry",
    "wagtailcore_referenceindex",
    "directives_receiptstep",
    "django_session",
}
DERIVED = ("wagtailsearch_", "django_tasks", "sqlite_", "core_pagelog")


def new_unit(code: str = "LDLD-MOI", **fields: Any) -> NewUnit:
    """Return a unit to be made."""
    values = {
        "kind": UnitKind.PROVINCE.value,
        "name_vi": f"Liên đoàn Lao động {code}",
        "name_en": f"Federation {code}",
        "short_name_vi": f"LĐLĐ {code}",
        "slug": code.lower(),
    } | fields
    return NewUnit(code=code, **values)


def make_plan(
    *predecessors: Unit,
    to: tuple[Unit | NewUnit, ...] = (),
    kind: OperationKind = OperationKind.MERGE,
    **fields: Any,
) -> Plan:
    """Return a plan that takes effect today."""
    values = {"effective_on": TODAY, "decision": "Quyết định 01/QĐ-TLĐ ngày 01/11/2026"} | fields
    return Plan(kind=kind, predecessors=predecessors, successors=to, **values)


def planned(plan: Plan, *, by=None) -> Reorganisation:
    """Write a plan down."""
    return plan_reorganisation(plan=plan, by=by, now=NOW)


def carried_out(plan: Plan, *, by=None) -> Reorganisation:
    """Write a plan down, look at it and carry it out."""
    operation = planned(plan, by=by)
    digest = preview(operation=operation, user=by, now=NOW).digest()
    return apply_plan(operation=operation, digest=digest, by=by, now=NOW)


def make_full_unit(code: str) -> Unit:
    """Make a unit with people, posts, invitations, documents, directives, figures and files."""
    unit = make_unit(code)
    fill_unit(unit)
    return unit


def fill_unit(unit: Unit) -> None:
    """Hang one of everything on a unit."""
    low = unit.code.lower()
    child = Unit.objects.create(
        code=f"{unit.code}-CON", kind=UnitKind.ATTACHED_UNIT, name_vi=f"Nhà văn hóa {unit.code}",
        short_name_vi="NVH", slug=f"{low}-con", parent=unit,
    )  # fmt: skip
    assert child.pk
    officer = make_user(unit=unit, role=UnitRole.OFFICER, username=f"vanthu.{low}")
    make_user(unit=unit, role=UnitRole.CHIEF_EDITOR, username=f"tongbientap.{low}")
    make_user(unit=unit, role=UnitRole.CONTRIBUTOR, username=f"vietbai.{low}", is_active=False)
    Invitation.objects.create(
        email=f"moi@{low}.example.vn", unit=unit, roles=["contributor"],
        created_at=NOW, expires_at=NOW + timedelta(days=7),
    )  # fmt: skip
    make_post(unit, account=officer)
    YearlyFigure.objects.create(unit=unit, year=2025, members=1000, changed_at=NOW)
    document = make_official(unit)
    make_receipt(unit, document)
    make_image(unit)


def make_post(unit: Unit, *, account=None, from_date: date = date(2024, 1, 1)) -> Appointment:
    """Let a person hold a post of a unit."""
    position, _new = Position.objects.get_or_create(
        name_vi="Chủ tịch", defaults={"level": "leader", "is_single": True}
    )
    body, _new = Body.objects.get_or_create(
        unit=unit, kind="standing_committee", defaults={"name_vi": "Ban Thường vụ"}
    )
    person = Person.objects.create(
        unit=unit, last_name="Trần Văn", first_name="Bình", account=account
    )
    return Appointment.objects.create(
        person=person, body=body, position=position, is_single=True, from_date=from_date,
        made_at=NOW,
    )  # fmt: skip


def make_official(unit: Unit, **fields: Any) -> OfficialDocument:
    """Make a document that a unit keeps and issued."""
    values = {
        "number_symbol": f"{uuid4().int % 10_000}/{unit.code}",
        "type": DocumentType.objects.first(),
        "issuer": unit,
        "issued_on": date(2026, 1, 5),
        "abstract": "Về việc thử nghiệm",
        "made_at": NOW,
        "changed_at": NOW,
    } | fields
    return OfficialDocument.objects.create(unit=unit, **values)


def make_receipt(unit: Unit, document: OfficialDocument, **fields: Any) -> DirectiveReceipt:
    """Send a directive to one unit."""
    directive = Directive.objects.create(
        document=document, title="Báo cáo công tác", task="Gửi báo cáo", made_at=NOW,
        state=DirectiveState.SENT, sent_at=NOW, current=1,
    )  # fmt: skip
    values = {"delivered_at": NOW} | fields
    receipt = DirectiveReceipt.objects.create(
        directive=directive, unit=unit, in_charge=unit, **values
    )
    ReceiptStep.objects.create(
        receipt=receipt, action=StepAction.DELIVERED, number=1, unit=unit, happened_at=NOW
    )
    return receipt


def dump() -> dict[str, list[tuple]]:
    """Return all rows of all tables that are no trail and follow from no others."""
    with connection.cursor() as cursor:
        tables = [
            name
            for name in connection.introspection.table_names(cursor)
            if name not in TRAILS and not name.startswith(DERIVED)
        ]
        return {name: _rows(cursor, name) for name in tables}


def count_rows() -> dict[str, int]:
    """Return how many rows each model has, trails included."""
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    return {one._meta.label: one._base_manager.count() for one in models}


def _rows(cursor, table: str) -> list[tuple]:
    cursor.execute(f'SELECT * FROM "{table}"')
    return sorted(cursor.fetchall(), key=repr)


def load_register_of_2016(*slugs: str) -> None:
    """Write the 104 units of 2016, or some of them, below the ORM and without their sub-sites."""
    register = read_register(DATA / "units_2016.csv")
    assert not register.faults
    names = ("code", "kind", "name_vi", "name_en", "short_name_vi", "slug")
    rows = [row for row in register.rows if not slugs or row["slug"] in slugs]
    Unit.objects.bulk_create(
        Unit(**{name: row[name] for name in names}, sort_name=sort_key(row["name_vi"]))
        for row in rows
    )
    top = Unit.objects.filter(code="TLD").first()
    Unit.objects.exclude(code="TLD").update(parent=top)
