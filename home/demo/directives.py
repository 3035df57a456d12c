"""The demonstration of directives: the founding letter to all units, and one that is due soon."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from reportlab.pdfgen.canvas import Canvas

from core.models import User
from core.working_days import add_working_days
from home.demo.accounts import STAFFED_UNITS
from units.directives.models import Directive, DirectiveReceipt
from units.directives.services.answering import send_answer
from units.directives.services.drafting import Draft, create_directive
from units.directives.services.extensions import ask_extension
from units.directives.services.files import clean_answer_file
from units.directives.services.receiving import acknowledge, open_receipt
from units.directives.services.sending import send_directive
from units.documents.enums import Audience, DocumentState
from units.documents.models import DocumentType, OfficialDocument
from units.enums import UnitKind
from units.models import Unit
from units.queries import active_units

OFFICE = "vanphong"
CONFEDERATION = "tong-lien-doan"
HANOI, NGHEAN, NUCONG = "ldld-ha-noi", "ldld-nghe-an", "ban-nu-cong"
# The same every time: a demonstration that is made twice is the same.
SPACE = uuid.UUID("8d0e6a0b-1c55-4f0a-9b1d-1197201608cc")
SENT_BEFORE = timedelta(days=9)
SOON = 2


@dataclass(frozen=True)
class Letter:
    """A document of the register, made where it is missing."""

    number: str
    issued_on: date
    abstract: str
    is_public: bool


FOUNDING = Letter(
    "1197/TLĐ",
    date(2016, 8, 9),
    "Về việc khai thác, sử dụng Cổng thông tin điện tử Công đoàn Việt Nam",
    is_public=True,
)
COLLECTING = "Về việc báo cáo kết quả chăm lo đoàn viên, người lao động (minh họa)"
ALL_TITLE = "Khai thác, sử dụng Cổng thông tin điện tử Công đoàn Việt Nam"
ALL_TASK = """Đề nghị các đơn vị:
1. Cử cán bộ đầu mối tiếp nhận, xử lý văn bản và câu hỏi của đoàn viên trên Cổng thông tin.
2. Gửi tin, bài đều đặn theo chỉ tiêu; phổ biến Cổng thông tin tới 100% công đoàn cơ sở.
3. Báo cáo bằng văn bản danh sách cán bộ đầu mối và kế hoạch thực hiện của đơn vị."""
SOON_TITLE = "Báo cáo kết quả chăm lo đoàn viên, người lao động"
SOON_TASK = """Đề nghị đơn vị báo cáo:
1. Số đoàn viên, người lao động được thăm hỏi, tặng quà và tổng kinh phí.
2. Tình hình tiền lương, thưởng; nơi có nguy cơ nợ lương.
3. Kiến nghị, đề xuất với Tổng Liên đoàn."""
ANSWER = """Ban Thường vụ Liên đoàn Lao động thành phố Hà Nội báo cáo: đã cử 05 cán bộ đầu mối, \
mỗi phòng nghiệp vụ 01 người; xây dựng kế hoạch gửi tin, bài hằng tuần và phổ biến Cổng thông tin \
tới toàn bộ công đoàn cấp trên trực tiếp cơ sở. Danh sách và kế hoạch gửi kèm."""
REASON = (
    "Đơn vị đang sắp xếp lại các phòng sau hợp nhất, cần thêm thời gian chốt danh sách đầu mối."
)


def ensure_directives(*, now: datetime) -> None:
    """Make what is missing; a second time changes nothing."""
    office = User.objects.get(username=OFFICE)
    _ensure_founding(office, now)
    _ensure_soon(office, now)


@transaction.atomic
def _ensure_founding(office: User, now: datetime) -> None:
    """Send the founding letter to everybody; some acknowledge, one answers, one asks for time."""
    today = timezone.localdate(now)
    units = active_units().exclude(kind=UnitKind.CONFEDERATION)
    draft = Draft(
        document=_document(FOUNDING, office, now),
        title=ALL_TITLE,
        task=ALL_TASK,
        deadline=add_working_days(today, 10),
        units=list(units.values_list("pk", flat=True)),
    )
    directive = _send("founding", draft, office, now - SENT_BEFORE)
    if directive is None:
        return
    for number, slug in enumerate((HANOI, NGHEAN, NUCONG), start=1):
        _acknowledge(directive, slug, now - SENT_BEFORE + timedelta(days=number))
    send_answer(
        receipt_id=_receipt(directive, HANOI).pk,
        number=1,
        text=ANSWER,
        seen="",
        files=[clean_answer_file(_list_of_people())],
        user=_leader(HANOI),
        now=now - timedelta(days=4),
    )
    ask_extension(
        receipt_id=_receipt(directive, NGHEAN).pk,
        until=add_working_days(today, 20),
        reason=REASON,
        user=_leader(NGHEAN),
        now=now - timedelta(days=2),
    )


@transaction.atomic
def _ensure_soon(office: User, now: datetime) -> None:
    """Send a directive with a near deadline to the units that have people."""
    today = timezone.localdate(now)
    if Directive.objects.filter(request_key=_key("soon")).exists():
        return
    letter = Letter("698/TLĐ-CSPL", today, COLLECTING, is_public=False)
    units = Unit.objects.filter(slug__in=STAFFED_UNITS)
    draft = Draft(
        document=_document(letter, office, now),
        title=SOON_TITLE,
        task=SOON_TASK,
        deadline=add_working_days(today, SOON),
        units=list(units.values_list("pk", flat=True)),
    )
    directive = _send("soon", draft, office, now - timedelta(hours=20))
    if directive is not None:
        receipt = _receipt(directive, NGHEAN)
        open_receipt(receipt_id=receipt.pk, user=_officer(NGHEAN), now=now - timedelta(hours=3))


def _send(key: str, draft: Draft, office: User, sent_at: datetime) -> Directive | None:
    """Send a directive, or return None where it is there already."""
    request_key = _key(key)
    if Directive.objects.filter(request_key=request_key).exists():
        return None
    directive = create_directive(values=draft, request_key=request_key, user=office, now=sent_at)
    Directive.objects.filter(pk=directive.pk).update(is_demonstration=True)
    return send_directive(directive_id=directive.pk, version=0, user=office, now=sent_at)


def _acknowledge(directive: Directive, slug: str, at: datetime) -> None:
    receipt = _receipt(directive, slug)
    open_receipt(receipt_id=receipt.pk, user=_officer(slug), now=at)
    acknowledge(
        receipt_id=receipt.pk, number=1, user=_officer(slug), now=at + timedelta(minutes=25)
    )


def _document(letter: Letter, office: User, now: datetime) -> OfficialDocument:
    """Return the document of the register; where it has none, enter it as issued."""
    issuer = Unit.objects.get(slug=CONFEDERATION)
    known = OfficialDocument.objects.filter(
        number_symbol=letter.number, year=letter.issued_on.year, issuer=issuer
    ).first()
    return known or OfficialDocument.objects.create(
        unit=issuer,
        number_symbol=letter.number,
        type=DocumentType.objects.get(slug="cong-van"),
        issuer=issuer,
        issued_on=letter.issued_on,
        abstract=letter.abstract,
        audience=Audience.PUBLIC if letter.is_public else Audience.INTERNAL,
        state=DocumentState.ISSUED,
        request_key=_key(letter.number),
        made_by=office,
        made_at=now,
        changed_at=now,
        is_demonstration=True,
    )


def _list_of_people() -> SimpleUploadedFile:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=True)
    canvas.drawString(72, 770, "Danh sach can bo dau moi - LDLD thanh pho Ha Noi")
    canvas.save()
    return SimpleUploadedFile(
        "Danh sách cán bộ đầu mối.pdf", buffer.getvalue(), content_type="application/pdf"
    )


def _receipt(directive: Directive, slug: str) -> DirectiveReceipt:
    return directive.receipts.get(unit__slug=slug)


def _person(prefix: str, slug: str) -> User:
    return User.objects.get(username=f"{prefix}.{STAFFED_UNITS[slug]}")


_officer = partial(_person, "vanthu")
_leader = partial(_person, "lanhdao")


def _key(name: str) -> uuid.UUID:
    return uuid.uuid5(SPACE, name)
