"""What a unit keeps of its people, documents, directives and reports, each with a canary."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.models import User
from factories.directives import make_answered, make_sent, receipt_of
from factories.documents import make_document_file, make_official_document
from factories.personnel import make_appointment, make_body, make_person
from factories.reports import fill, make_open_period, report_of
from units.directives.models import AnswerFile, Directive, DirectiveReceipt
from units.directives.services.extensions import ask_extension
from units.documents.models import DocumentFile
from units.models import Unit
from units.personnel.models import Appointment, YearlyFigure
from units.reports.models import HalfYearReport
from units.reports.services.contests import contest_figure

YEAR = 2025


@dataclass
class Executive:
    """A unit's rows of executive information."""

    unit: Unit
    appointment: Appointment
    file: DocumentFile
    receipt: DirectiveReceipt
    answer_file: AnswerFile
    report: HalfYearReport

    def case(self) -> dict[str, Any]:
        """Return values for the arguments of addresses."""
        return {
            "person_id": self.appointment.person_id,
            "appointment_id": self.appointment.pk,
            "body_id": self.appointment.body_id,
            "code": self.unit.code,
            "unit_code": self.unit.code,
            "year": YEAR,
            "document_id": self.file.document_id,
            "document_file_id": self.file.pk,
            "directive_id": self.receipt.directive_id,
            "receipt_id": self.receipt.pk,
            "file_id": self.answer_file.pk,
            "report_id": self.report.pk,
            "period_id": self.report.period_id,
            "indicator": self.report.figures.order_by("pk")[0].indicator,
            "kind": "executive",
        }

    def public_addresses(self) -> list[str]:
        """Return addresses of files that nobody else may fetch."""
        return [f"/tep-van-ban/{self.file.pk}/{self.file.name}"]

    def fingerprint(self) -> list[Any]:
        """Return what must not change, whoever posts what."""
        unit = self.unit
        return [
            list(unit.people.order_by("pk").values_list("pk", "first_name", "account", "version")),
            list(unit.bodies.order_by("pk").values_list("pk", "name_vi", "valid_to")),
            list(Appointment.objects.order_by("pk").values_list("pk", "to_date", "cancelled_at")),
            list(YearlyFigure.objects.order_by("pk").values_list("unit", "year", "members")),
            list(unit.documents.order_by("pk").values_list("pk", "abstract", "state", "version")),
            list(Directive.objects.order_by("pk").values_list("pk", "state", "version", "title")),
            list(
                unit.directive_receipts.order_by("pk").values_list(
                    "pk", "state", "in_charge", "due_on", "answers", "extensions"
                )
            ),
            list(
                unit.half_year_reports.order_by("pk").values_list(
                    "pk", "state", "version", "score", "sections__text", "contests__state"
                )
            ),
        ]


def fill_executive(unit: Unit, *, officer: User, people: dict[str, str]) -> Executive:
    """Make one of each for a unit; `people` gives the canary of each kind."""
    now = timezone.now()
    person = make_person(unit, name=f"Nguyễn {people['person']}", is_public=False)
    body = make_body(unit, name=people["person"], is_public=False)
    appointment = make_appointment(person, body=body, decision=people["person"])
    YearlyFigure.objects.create(
        unit=unit, year=YEAR, members=7_654_321, source=people["figure"], changed_at=now
    )
    document = make_official_document(unit, abstract=people["official"], folded=people["official"])
    file = make_document_file(document, name=f"{people['official']}.pdf")
    directive = make_sent(unit, title=people["directive"], task=people["directive"], now=now)
    receipt = receipt_of(directive, unit)
    answer = make_answered(
        receipt,
        officer,
        text=people["answer"],
        files=[SimpleUploadedFile(f"{people['answer']}.pdf", b"%PDF-1.4\n%%EOF")],
        now=now,
    )
    late = make_sent(unit, title=people["directive"], task=people["directive"], now=now)
    ask_extension(
        receipt_id=receipt_of(late, unit).pk,
        until=timezone.localdate(now) + timedelta(days=60),
        reason=people["answer"],
        user=officer,
        now=now,
    )
    return Executive(
        unit=unit,
        appointment=appointment,
        file=file,
        receipt=DirectiveReceipt.objects.get(pk=receipt.pk),
        answer_file=answer.files.get(),
        report=_report(unit, officer, people["report"]),
    )


def _report(unit: Unit, officer: User, canary: str) -> HalfYearReport:
    """Return the report of a unit for the open period, with an evaluation and a doubt."""
    report = HalfYearReport.objects.filter(unit=unit).first()
    if report is None:
        report = report_of(make_open_period(), unit)
    fill(report, officer, text=canary)
    figure = report.figures.filter(kind="count").order_by("pk")[0]
    contest_figure(
        report_id=report.pk,
        indicator=figure.indicator,
        claimed=Decimal(7_654_321),
        reason=canary,
        user=officer,
        now=timezone.now(),
    )
    return HalfYearReport.objects.get(pk=report.pk)
