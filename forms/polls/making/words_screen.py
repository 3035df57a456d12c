"""Hands out what voters wrote in their own words, once the poll is counted."""

from django.http import Http404, HttpRequest, HttpResponse

from core.audit import record
from core.workbooks import CONTENT_TYPE

from ..enums import PollPhase
from ..showing.own_words import has_own_words, own_words_workbook
from .base import PollScreen


class OwnWordsView(PollScreen):
    """A file for those who make the poll; who took it is on record."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer with the file; 404 before the count."""
        if self.phase != PollPhase.FROZEN or not has_own_words(self.poll):
            raise Http404
        record(actor=request.user, action="polls.poll.own_words.taken", subject=self.poll)
        response = HttpResponse(own_words_workbook(self.poll), content_type=CONTENT_TYPE)
        name = f"y-kien-tu-viet-{self.poll.pk}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response
