"""Screens of a used piece: open a correction, change its note, retract."""

from abc import ABC, abstractmethod
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.corrections.forms import CorrectionForm, RetractionForm
from articles.corrections.links import editor_address
from articles.corrections.obstacles import obstacle, unread_draft
from articles.corrections.queries import is_retracted
from articles.corrections.reader_notes import notes_of
from articles.corrections.records import open_correction_of
from articles.corrections.retracting import retract
from articles.corrections.rules import may_correct, may_retract
from articles.corrections.services import change_note, open_correction
from articles.errors import ReviewRefused
from articles.models import Contribution, Correction
from core.models import User


def used_piece(contribution_id: int) -> Contribution | None:
    """Return a piece with what these screens show of it, or None."""
    rows = Contribution.objects.select_related("desk", "unit", "page", "used_revision")
    return rows.filter(pk=contribution_id).first()


@method_decorator(never_cache, name="dispatch")
class UsedPieceView(WagtailAdminTemplateMixin, FormView, ABC):
    """Shows what readers see now beside a form; whoever may not act finds nothing here."""

    may_open = staticmethod(may_correct)
    piece: Contribution

    def setup(self, request, *args, **kwargs) -> None:
        """Find the piece, the same way whether it is another desk's or nobody's."""
        super().setup(request, *args, **kwargs)
        piece = used_piece(kwargs["contribution_id"])
        if piece is None or not self.may_open(request.user, piece):
            raise Http404
        self.piece = piece

    @property
    def user(self) -> User:
        """Return the account, which the admin has asked for."""
        return cast(User, self.request.user)

    @cached_property
    def live_page(self):
        """Return the piece as readers see it."""
        return self.piece.page.specific

    def get_breadcrumbs_items(self) -> list[dict]:
        """Name what is done; the title of the piece stands below."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        """Add what readers see now."""
        return super().get_context_data(**kwargs) | {
            "piece": self.piece,
            "live_page": self.live_page,
            "told": notes_of(self.live_page),
        }

    def form_valid(self, form) -> HttpResponse:
        """Act, or say why not; what was typed stays."""
        try:
            return self.act(form.cleaned_data)
        except ReviewRefused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)

    @abstractmethod
    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Call the service and lead on."""


class CorrectionView(UsedPieceView):
    """Opens a correction; while one is open, changes what readers will be told."""

    template_name = "articles/corrections/correction.html"
    form_class = CorrectionForm
    page_title = _("Correct or update the piece")
    header_icon = "edit"

    @cached_property
    def open_one(self) -> Correction | None:
        """Return the correction that was open when the request came."""
        return open_correction_of(self.piece)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what the open correction says."""
        if self.open_one is None:
            return {}
        return {name: getattr(self.open_one, name) for name in ("kind", "note_vi", "note_en")}

    def get_context_data(self, **kwargs):
        """Add the open correction, or what stands in the way, or what is left out."""
        free = self.open_one is None
        return super().get_context_data(**kwargs) | {
            "open_one": self.open_one,
            "obstacle": obstacle(self.piece) if free else "",
            "left_out": unread_draft(self.live_page) if free else "",
            "editor_url": editor_address(self.piece),
        }

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Open the piece or keep the note, and go to the editor."""
        if self.request.POST.get("open_one"):
            change_note(contribution_id=self.piece.pk, user=self.user, **data)
            messages.success(self.request, gettext("The note to readers is changed."))
            return redirect(editor_address(self.piece))
        made = open_correction(
            contribution_id=self.piece.pk, user=self.user, now=timezone.now(), **data
        )
        self._tell(made, data)
        return redirect(editor_address(self.piece))

    def _tell(self, made: Correction, data: dict[str, Any]) -> None:
        """Say what to do next; a note that came second is handed back."""
        if all(getattr(made, name) == value for name, value in data.items()):
            text = gettext(
                "“%(title)s” is open for correction. Change it and choose “Publish the correction”."
            )
            messages.success(self.request, text % {"title": self.live_page.title})
            return
        text = gettext(
            "%(name)s has opened a correction of this piece already. You wrote: %(note)s"
        )
        name = made.opened_by.get_full_name() or made.opened_by.get_username()
        messages.warning(self.request, text % {"name": name, "note": data["note_vi"]})


class RetractionView(UsedPieceView):
    """Retracts a piece: leaves a note at its address and nothing else."""

    may_open = staticmethod(may_retract)
    template_name = "articles/corrections/retraction.html"
    form_class = RetractionForm
    page_title = _("Retract the piece")
    header_icon = "warning"

    def get_context_data(self, **kwargs):
        """Add whether it is retracted already and what else ends with it."""
        return super().get_context_data(**kwargs) | {
            "is_retracted": is_retracted(self.live_page),
            "open_one": open_correction_of(self.piece),
            "running": self.live_page.current_workflow_state,
        }

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Retract and go home; the message leads to what readers find now."""
        retract(contribution_id=self.piece.pk, user=self.user, now=timezone.now(), **data)
        text = gettext("“%(title)s” is retracted. Readers find your note at its address.")
        address = self.live_page.full_url
        buttons = [messages.button(address, gettext("On the portal"))] if address else []
        messages.success(self.request, text % {"title": self.live_page.title}, buttons=buttons)
        return redirect("wagtailadmin_home")
