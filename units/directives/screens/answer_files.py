"""Serves the files of answers: to the unit in charge and, once they are sent, to the Office."""

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from core.audit import record
from core.private_pages import keep_private
from units.rules import is_office

from .. import rules
from .base import DirectiveScreen


class AnswerFileView(DirectiveScreen):
    """A file of an answer, always as a download."""

    def allowed(self, user) -> bool:
        """Let in whoever may fetch this very file."""
        self.file = rules.answer_file_for(user, self.kwargs["file_id"])
        return self.file is not None

    def get(self, request, file_id: int) -> HttpResponseBase:
        """Send the file; what the Office takes of a unit is put on record."""
        if self.file is None:
            raise Http404
        try:
            content = self.file.file.open("rb")
        except FileNotFoundError as gone:
            raise Http404 from gone
        if is_office(request.user):
            record(actor=request.user, action="directives.answer_file.fetch", subject=self.file)
        response = FileResponse(
            content,
            as_attachment=True,
            filename=self.file.name,
            content_type=self.file.content_type,
        )
        response["X-Content-Type-Options"] = "nosniff"
        return keep_private(response)
