"""Announces a poll after a last look, changes its times, calls it off."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..english_texts import english_gaps
from ..enums import Audience, PollPhase
from ..queries import outline_of
from ..services.announcing import RUNNING, announce, cancel, change_times
from ..services.locking import OPEN_TO_CHANGES
from ..validators import check_times, content_faults
from .base import PollScreen
from .forms import AnnounceForm, CancelForm, LaterForm, SeenForm, TimesForm


@dataclass(frozen=True)
class Check:
    """One line of the checklist; `is_needed` keeps the poll from being announced."""

    text: str
    is_done: bool
    is_needed: bool = True
    url: str = ""


class AnnounceView(PollScreen):
    """A checklist, what cannot change afterwards, and the button."""

    page_title = gettext_lazy("Announce the poll")
    template_name = "polls/making/announce.html"

    def allowed(self, user) -> bool:
        """Find a poll that is not announced yet."""
        return super().allowed(user) and self.poll.status in OPEN_TO_CHANGES

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the checklist."""
        return self._answer(AnnounceForm(initial={"seen": self.poll.version}))

    def post(self, request, **kwargs) -> HttpResponse:
        """Announce, or say what is missing."""
        form = AnnounceForm(request.POST)
        if form.is_valid():
            poll = self.tried(
                form,
                lambda: announce(
                    poll_id=self.poll.pk,
                    user=request.user,
                    seen=form.cleaned_data["seen"],
                    opens_now=form.cleaned_data["opens_now"],
                    now=self.now,
                ),
            )
            if poll is not None:
                messages.success(request, _("The poll is announced. Readers see it now."))
                return redirect(self.home())
        return self._answer(form)

    def _answer(self, form: AnnounceForm) -> HttpResponse:
        checks = self._checks()
        is_ready = all(one.is_done for one in checks if one.is_needed)
        return self.answer(form=form, checks=checks, is_ready=is_ready)

    def _checks(self) -> list[Check]:
        outline = outline_of(self.poll)
        checks = [
            Check(fault.text, False, url=self._fault_url(fault.question_id))
            for fault in content_faults(outline)
        ]
        if not checks:
            count = len(outline.questions)
            checks.append(Check(_("All %(count)s questions are whole.") % {"count": count}, True))
        checks += self._time_checks()
        gaps = english_gaps(outline)
        text = _("Everything is in English too: there will be an English page.")
        if gaps:
            text = _("%(count)s texts have no English: readers find the poll in Vietnamese only.")
        checks.append(Check(text % {"count": gaps}, not gaps, is_needed=False))
        if self.poll.audience == Audience.CODES:
            checks.append(self._codes())
        return checks

    def _time_checks(self) -> list[Check]:
        settings = reverse("poll_settings", args=[self.poll.pk])
        try:
            check_times(self.poll, now=self.now)
        except ValidationError as fault:
            errors = fault.message_dict
            if set(errors) == {"opens_at"}:
                text = _("No opening lies ahead: set one, or open the poll at once below.")
                return [Check(text, False, is_needed=False, url=settings)]
            return [Check(text, False, url=settings) for texts in errors.values() for text in texts]
        return [Check(_("Opening and close are set."), True)]

    def _codes(self) -> Check:
        url = reverse("poll_codes", args=[self.poll.pk])
        if self.poll.batches.exists():
            return Check(_("There are codes for voters."), True, is_needed=False, url=url)
        text = _("No voter has a code yet. You can make codes now or while the poll is open.")
        return Check(text, False, is_needed=False, url=url)

    def _fault_url(self, question_id: int | None) -> str:
        if question_id is None:
            return self.home()
        return reverse("poll_question", args=[self.poll.pk, question_id])


class TimesView(PollScreen):
    """Times of an announced poll."""

    page_title = gettext_lazy("Change the times")
    template_name = "polls/making/times.html"

    def allowed(self, user) -> bool:
        """Find a poll that is announced and not over."""
        return super().allowed(user) and self.phase in RUNNING

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the times."""
        names = ("opens_at", "closes_at")
        values = {name: getattr(self.poll, name) for name in names} | {"seen": self.poll.version}
        return self.answer(form=self._form_class()(initial=values))

    def post(self, request, **kwargs) -> HttpResponse:
        """Change them, or say why not."""
        form = self._form_class()(request.POST)
        changed = form.is_valid() and self.tried(
            form,
            lambda: change_times(
                poll_id=self.poll.pk,
                user=request.user,
                seen=form.cleaned_data["seen"],
                opens_at=form.cleaned_data.get("opens_at", self.poll.opens_at),
                closes_at=form.cleaned_data["closes_at"],
                now=self.now,
            ),
        )
        if changed:
            messages.success(request, _("The times are changed. Readers see the new ones."))
            return redirect(self.home())
        return self.answer(form=form)

    def _form_class(self) -> type[SeenForm]:
        return TimesForm if self.phase == PollPhase.COMING else LaterForm


class CancelView(PollScreen):
    """Calls a poll off."""

    page_title = gettext_lazy("Cancel the poll")
    template_name = "polls/making/cancel.html"

    def allowed(self, user) -> bool:
        """Find a poll that is not over."""
        return super().allowed(user) and (
            self.phase in RUNNING or self.poll.status in OPEN_TO_CHANGES
        )

    def get(self, request, **kwargs) -> HttpResponse:
        """Say what it means."""
        return self.answer(form=CancelForm(initial={"seen": self.poll.version}))

    def post(self, request, **kwargs) -> HttpResponse:
        """Cancel, or say why not."""
        form = CancelForm(request.POST)
        changed = form.is_valid() and self.tried(
            form,
            lambda: cancel(
                poll_id=self.poll.pk, user=request.user, now=self.now, **form.cleaned_data
            ),
        )
        if changed:
            messages.success(request, _("The poll is cancelled."))
            return redirect(self.home())
        return self.answer(form=form)
