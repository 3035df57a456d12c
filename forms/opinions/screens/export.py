"""The opinions on a topic as a file."""

from django.http import HttpResponse

from core.audit import record
from core.days import day_of
from core.workbooks import CONTENT_TYPE

from ..exports import topic_csv, topic_workbook
from .topics import TopicScreen


class ExportView(TopicScreen):
    """Answers with a workbook, or with CSV when asked."""

    def get(self, request, topic_id: int) -> HttpResponse:
        """Make the file; who took it stands in the audit trail."""
        is_csv = request.GET.get("format") == "csv"
        suffix, kind = ("csv", "text/csv; charset=utf-8") if is_csv else ("xlsx", CONTENT_TYPE)
        content = topic_csv(self.topic) if is_csv else topic_workbook(self.topic)
        record(actor=request.user, action="opinions.topic.export", subject=self.topic, kind=suffix)
        response = HttpResponse(content, content_type=kind)
        name = f"y-kien-{self.topic.slug[:60]}-{day_of(self.now):%Y-%m-%d}.{suffix}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
