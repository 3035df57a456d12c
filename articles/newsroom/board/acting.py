"""Changes from the board: one piece by a button, many through a page that asks first."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.errors import ReviewRefused
from articles.models import Contribution
from articles.newsroom.board.bulk import ACTIONS, run_action
from articles.newsroom.board.forms import PlanForm
from articles.newsroom.planning import plan
from articles.newsroom.titles import desk_title
from articles.queue import handled_contributions

MOST_PIECES = 200
DIGITS = 18


class BoardScreen(WagtailAdminTemplateMixin, View):
    """A screen behind the board; it leads back to where the person came from."""

    header_icon = "clipboard-list"

    def setup(self, request, *args, **kwargs) -> None:
        """Remember the way back, which must lie in this portal."""
        super().setup(request, *args, **kwargs)
        self.back = get_valid_next_url_from_request(request) or reverse("newsroom_board")

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the board."""
        board = {"url": self.back, "label": gettext_lazy("Editorial desk")}
        return [*self.breadcrumbs_items, board, {"url": "", "label": self.get_page_title()}]

    def answer(self, template: str, status: int = 200, **context) -> HttpResponse:
        """Render a template in the admin's frame."""
        whole = self.get_context_data(**context) | {"back": self.back}
        return render(self.request, template, whole, status=status)

    def piece_or_404(self, contribution_id: int) -> Contribution:
        """Return a piece of the account's desks, or answer as if it did not exist."""
        piece = handled_contributions(self.request.user).filter(pk=contribution_id).first()
        if piece is None:
            raise Http404
        return piece


class RowActionView(BoardScreen):
    """One click on one line: claim or release."""

    http_method_names = ["post"]
    action = ""

    def post(self, request, contribution_id: int) -> HttpResponse:
        """Act, say what came of it and go back."""
        piece = self.piece_or_404(contribution_id)
        [outcome] = run_action(
            ACTIONS[self.action], pieces=[piece], user=request.user, data={}, now=timezone.now()
        )
        if outcome.is_done:
            said = {"done": ACTIONS[self.action].done, "title": desk_title(piece)}
            messages.success(request, _("%(done)s: %(title)s") % said)
        else:
            messages.error(request, outcome.message)
        return redirect(f"{self.back}#piece-{piece.pk}")


class PlanView(BoardScreen):
    """Priority and due time of one piece."""

    page_title = gettext_lazy("Priority and due time")

    def get(self, request, contribution_id: int) -> HttpResponse:
        """Ask, with what is set now."""
        piece = self.piece_or_404(contribution_id)
        return self._ask(piece, PlanForm(piece=piece))

    def post(self, request, contribution_id: int) -> HttpResponse:
        """Set both, or ask again with what was typed."""
        piece = self.piece_or_404(contribution_id)
        form = PlanForm(request.POST, piece=piece)
        if not form.is_valid():
            return self._ask(piece, form)
        try:
            plan(
                contribution_id=piece.pk,
                user=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except ReviewRefused as refusal:
            form.add_error(None, str(refusal))
            return self._ask(piece, form)
        messages.success(request, _("Planned: %(title)s") % {"title": desk_title(piece)})
        return redirect(f"{self.back}#piece-{piece.pk}")

    def _ask(self, piece: Contribution, form: PlanForm) -> HttpResponse:
        title = desk_title(piece)
        return self.answer("articles/newsroom/plan.html", piece=piece, title=title, form=form)


class BulkView(BoardScreen):
    """Asks once about all chosen pieces, then tells piece by piece what was done."""

    def dispatch(self, request, *args, **kwargs):
        """Find the action and the pieces; one foreign number and nothing exists."""
        sent = request.POST if request.method == "POST" else request.GET
        action = ACTIONS.get(sent.get("action", ""))
        if action is None:
            raise Http404
        self.action, self.page_title = action, action.label
        chosen = _numbers(sent.getlist("id"))
        if not chosen:
            messages.warning(request, _("Choose at least one piece first."))
            return redirect(self.back)
        self.pieces = list(handled_contributions(request.user).filter(pk__in=chosen))
        if len(self.pieces) != len(chosen):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request) -> HttpResponse:
        """List the pieces and ask."""
        return self._ask(self._form())

    def post(self, request) -> HttpResponse:
        """Act on each piece and report, or ask again with what was typed."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self._ask(form)
        outcomes = run_action(
            self.action,
            pieces=self.pieces,
            user=request.user,
            data=form.cleaned_data,
            now=timezone.now(),
        )
        done = sum(outcome.is_done for outcome in outcomes)
        return self.answer(
            "articles/newsroom/bulk_result.html",
            action=self.action,
            outcomes=outcomes,
            done=done,
            refused=len(outcomes) - done,
        )

    def _form(self, data=None):
        desks = {piece.desk for piece in self.pieces if piece.desk}
        return self.action.form_class(data, user=self.request.user, desks=desks)

    def _ask(self, form) -> HttpResponse:
        rows = [(piece, desk_title(piece)) for piece in self.pieces]
        return self.answer("articles/newsroom/bulk.html", action=self.action, rows=rows, form=form)


def _numbers(values: list[str]) -> set[int]:
    """Return the numbers of pieces in an address. Raises `Http404` for anything else."""
    if len(values) > MOST_PIECES:
        raise BadRequest("too many pieces")
    if not all(value.isascii() and value.isdigit() and len(value) <= DIGITS for value in values):
        raise Http404
    return {int(value) for value in values}
