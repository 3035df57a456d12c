"""Voters' codes of a poll: how many there are, how many were used, new ones, own ones."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from units.models import Unit
from units.queries import active_units

from ..code_files import CONTENT_TYPE, code_archive
from ..code_lists import BadRow, check_rows
from ..enums import Audience
from ..models import CodeBatch
from ..rules import batches_for, edits_polls_of, is_national, is_voice_centre, polls_with_codes_for
from ..services.codes import (
    TAKES_CODES,
    Issued,
    import_codes,
    issue_codes,
    issue_for_units,
    void_batch,
)
from .base import PollScreen, list_crumb
from .code_forms import ImportCodesForm, MakeCodesForm, UnitCountsForm

ROWS_SHOWN = 50


class CodeScreen(PollScreen):
    """A screen of a poll's codes, also for a unit that has some in a national poll."""

    def allowed(self, user) -> bool:
        """Find a poll with codes that the account makes, or in which its unit has codes."""
        polls = polls_with_codes_for(user).select_related("unit", "page")
        found = polls.filter(pk=self.kwargs["poll_id"], audience=Audience.CODES).first()
        if found is not None:
            self.poll = found
        return found is not None

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list, and to the poll for those who make it."""
        if edits_polls_of(self.request.user, self.poll.unit_id):
            return super().trail()
        return [list_crumb()]

    @property
    def makes_codes(self) -> bool:
        """Tell whether the account makes codes here now."""
        makes = edits_polls_of(self.request.user, self.poll.unit_id)
        return makes and self.phase in TAKES_CODES

    def units(self) -> QuerySet[Unit]:
        """Return the units for which codes are made in this poll."""
        if is_national(self.poll) and is_voice_centre(self.request.user):
            return active_units()
        return Unit.objects.filter(pk=self.poll.unit_id)

    def file(self, batches: Sequence[Issued]) -> HttpResponse:
        """Return the codes as a file, which nothing on the way may keep."""
        response = HttpResponse(code_archive(self.poll, batches), content_type=CONTENT_TYPE)
        name = f"ma-bo-phieu-{self.poll.pk}-{batches[0].batch.pk}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response


class CodesView(CodeScreen):
    """Batches and figures; the form makes a batch and answers with its file."""

    page_title = gettext_lazy("Codes for voters")
    template_name = "polls/making/codes.html"

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the batches."""
        return self._answer(MakeCodesForm(units=self.units()))

    def post(self, request, **kwargs) -> HttpResponse:
        """Make a batch and its file in one transaction: without the file there is no batch."""
        if not self.makes_codes:
            raise Http404
        form = MakeCodesForm(request.POST, units=self.units())
        if not form.is_valid():
            return self._answer(form)
        response = self.tried(form, lambda: self._make(form))
        return response or self._answer(form)

    def _make(self, form: MakeCodesForm) -> HttpResponse:
        data = form.cleaned_data
        with transaction.atomic():
            issued = issue_codes(
                poll_id=self.poll.pk,
                unit=data["unit"],
                count=data["count"],
                label=data["label"],
                user=self.request.user,
                request_key=form.key,
                now=self.now,
            )
            return self.file([issued])

    def _answer(self, form: MakeCodesForm) -> HttpResponse:
        batches = list(counted(batches_for(self.request.user, self.poll)))
        return self.answer(
            form=form,
            batches=batches,
            totals=totals_of(batches),
            makes_codes=self.makes_codes,
            for_all=is_national(self.poll) and is_voice_centre(self.request.user),
        )


class MakingScreen(CodeScreen):
    """A screen for those who make codes, while there is a use for new ones."""

    def allowed(self, user) -> bool:
        """Let in who makes codes here."""
        return super().allowed(user) and self.makes_codes


class UnitCodesView(MakingScreen):
    """Codes of a national poll for many units at once."""

    page_title = gettext_lazy("Codes for all units")
    template_name = "polls/making/codes_units.html"

    def allowed(self, user) -> bool:
        """Let in the centre, for a national poll."""
        return super().allowed(user) and is_national(self.poll) and is_voice_centre(user)

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the units."""
        return self.answer(form=UnitCountsForm(units=self.units()))

    def post(self, request, **kwargs) -> HttpResponse:
        """Make all batches and their file, or none."""
        form = UnitCountsForm(request.POST, units=self.units())
        if not form.is_valid():
            return self.answer(form=form)
        return self.tried(form, lambda: self._make(form)) or self.answer(form=form)

    def _make(self, form: UnitCountsForm) -> HttpResponse:
        with transaction.atomic():
            batches = issue_for_units(
                poll_id=self.poll.pk,
                counts=form.counts,
                user=self.request.user,
                request_key=form.key,
                now=self.now,
            )
            return self.file(batches)


class ImportCodesView(MakingScreen):
    """Takes codes that a unit has given out itself: all rows, or none and what is wrong."""

    page_title = gettext_lazy("Use own codes")
    template_name = "polls/making/codes_import.html"

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the form."""
        return self._answer(ImportCodesForm(units=self.units()))

    def post(self, request, **kwargs) -> HttpResponse:
        """Keep the list, or name its rows."""
        form = ImportCodesForm(request.POST, request.FILES, units=self.units())
        if not form.is_valid():
            return self._answer(form)
        codes, bad = check_rows(self.poll, form.cleaned_data["rows"])
        if bad and not self._was_made(form):
            return self._answer(form, bad)
        batch = self.tried(form, lambda: self._keep(form, codes))
        if batch is None:
            return self._answer(form)
        messages.success(request, _("%(count)s codes are kept.") % {"count": batch.size})
        return redirect("poll_codes", self.poll.pk)

    def _was_made(self, form: ImportCodesForm) -> bool:
        """Tell whether this is a second click: its codes are in the poll since the first."""
        return CodeBatch.objects.filter(request_key=form.key).exists()

    def _keep(self, form: ImportCodesForm, codes: list[str]) -> CodeBatch:
        return import_codes(
            poll_id=self.poll.pk,
            unit=form.cleaned_data["unit"],
            codes=codes,
            label=form.cleaned_data["label"],
            user=self.request.user,
            request_key=form.key,
            now=self.now,
        )

    def _answer(self, form: ImportCodesForm, bad: Sequence[BadRow] = ()) -> HttpResponse:
        return self.answer(
            form=form, bad=bad[:ROWS_SHOWN], bad_count=len(bad), more=len(bad) - ROWS_SHOWN
        )


class VoidView(MakingScreen):
    """Takes the unused codes of a batch out of the poll, when its file is lost or was seen."""

    http_method_names = ["post"]

    def post(self, request, **kwargs) -> HttpResponse:
        """Void the batch and say how many codes that were."""
        batch_id = self.kwargs["batch_id"]
        if not batches_for(request.user, self.poll).filter(pk=batch_id).exists():
            raise Http404
        unused = self.told(
            lambda: void_batch(
                poll_id=self.poll.pk, batch_id=batch_id, user=request.user, now=self.now
            )
        )
        if unused is not None:
            text = _("%(count)s unused codes count no more. Make a new batch if you need one.")
            messages.success(request, text % {"count": unused})
        return redirect(reverse("poll_codes", args=[self.poll.pk]))


def counted(batches: QuerySet[CodeBatch]) -> QuerySet[Any]:
    """Return batches with `used`, in one query with their units."""
    used = Count("codes", filter=Q(codes__is_used=True))
    return batches.select_related("unit", "made_by").annotate(used=used)


def totals_of(batches: Sequence[Any]) -> dict[str, int]:
    """Return how many codes were issued, used and voided."""
    voided = sum(one.size - one.used for one in batches if one.voided_at)
    return {
        "issued": sum(one.size for one in batches),
        "used": sum(one.used for one in batches),
        "voided": voided,
    }
