"""Files about questions: what askers sent, and the list as a workbook without who asked."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _

from core.audit import record
from core.days import day_of
from core.workbooks import CONTENT_TYPE, Cell, workbook

from ... import rules
from ...models import Attachment, Question
from ...services.contacts import record_download
from .base import QuestionScreen
from .listing import QuestionListView

MOST_ROWS = 20_000


class AttachmentView(QuestionScreen):
    """A file of an asker, always as a download, for the unit in charge and the centre."""

    http_method_names = ["get"]

    def get(self, request, question_id: int, attachment_id: int) -> FileResponse:
        """Send the file and put on record who took it."""
        attachment = attachment_for(request.user, question_id, attachment_id)
        if attachment is None:
            raise Http404
        try:
            content = attachment.file.open("rb")
        except FileNotFoundError as gone:
            raise Http404 from gone
        record_download(attachment=attachment, user=request.user)
        response = FileResponse(
            content,
            as_attachment=True,
            filename=attachment.name,
            content_type=attachment.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
        return response


def attachment_for(user, question_id: Any, attachment_id: Any) -> Attachment | None:
    """Return a file that is still kept of a question that the account may open."""
    own = rules.questions_for(user).filter(pk=question_id)
    files = Attachment.objects.filter(pk=attachment_id, question__in=own, deleted_at=None)
    return files.exclude(file="").select_related("question").first()


class ExportView(QuestionListView):
    """The list as it is filtered: what became of questions, nothing of who asked or what."""

    def get(self, request) -> HttpResponse:
        """Send the workbook."""
        headings = [
            *(_("Number"), _("Public title"), _("Topic"), _("Industry"), _("Province")),
            *(_("Unit in charge"), _("Officer"), _("State"), _("Received on"), _("Due on")),
            *(_("Answered on"), _("Late")),
        ]
        widths = (10, 50, 30, 24, 30, 30, 24, 24, 12, 12, 12, 8)
        content = workbook(_("Questions"), headings, self._rows(), widths=widths)
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        name = f"cau-hoi-{self.today:%Y-%m-%d}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        record(actor=request.user, action="question.exported", subject=request.user)
        return response

    def _rows(self) -> Iterator[list[Cell]]:
        for one in self.shown()[:MOST_ROWS]:
            yield [
                str(one.pk),
                public_title_of(one),
                one.topic.name,
                str(one.get_industry_display()),
                one.province.name if one.province else "",
                one.unit.name if one.unit else "",
                one.officer.get_full_name() if one.officer else "",
                str(one.get_state_display()),
                day_of(one.received_at),
                one.due_on,
                day_of(one.answered_at) if one.answered_at else None,
                _("yes") if one.was_late else "",
            ]


def public_title_of(question: Question) -> str:
    """Return the title once readers see it: before, it may still name somebody."""
    return question.public_title if question.page_id else ""
