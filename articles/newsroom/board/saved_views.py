"""Keeps and deletes a person's own filters of the board."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.newsroom.board.acting import BoardScreen
from articles.newsroom.board.forms import SavedFilterForm
from articles.newsroom.board.saved import FilterRefused, delete_filter, save_filter
from articles.queue import boards_of


class SaveFilterView(BoardScreen):
    """Keeps the board's filter under a name."""

    http_method_names = ["post"]
    page_title = gettext_lazy("Save this filter")

    def post(self, request) -> HttpResponse:
        """Save and go back to the filtered board, or ask again with what was typed."""
        _refuse_others(request.user)
        form = SavedFilterForm(request.POST)
        if form.is_valid():
            try:
                saved = save_filter(user=request.user, **form.cleaned_data)
            except FilterRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Filter saved: %(name)s") % {"name": saved.name})
                return redirect(f"{reverse('newsroom_board')}?{saved.query}")
        return self.answer("articles/newsroom/saved_filter.html", form=form)


class DeleteFilterView(BoardScreen):
    """Deletes one of the account's own filters."""

    http_method_names = ["post"]

    def post(self, request, filter_id: int) -> HttpResponse:
        """Delete and go back; somebody else's filter does not exist."""
        _refuse_others(request.user)
        if not delete_filter(user=request.user, filter_id=filter_id):
            raise Http404
        messages.success(request, _("Filter deleted."))
        return redirect(self.back)


def _refuse_others(user) -> None:
    if not boards_of(user):
        raise Http404
