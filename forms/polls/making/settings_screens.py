"""New polls, their settings, copies, and the end of a draft."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from units.screens import GuardedScreen

from ..rules import makes_polls, units_for
from ..services.copying import copy_poll
from ..services.editing import change_poll, create_poll, delete_poll
from ..services.locking import OPEN_TO_CHANGES, PollRefused
from .base import PollScreen, list_crumb, put_faults
from .forms import ChangePollForm, KeyedForm, NewPollForm, SeenForm


class NewPollView(GuardedScreen):
    """A new poll: title, texts, who votes and when; questions come next."""

    page_title = gettext_lazy("New poll")
    header_icon = "list-ul"
    template_name = "polls/making/settings.html"
    http_method_names = ["get", "post"]

    def allowed(self, user) -> bool:
        """Let in who makes polls."""
        return makes_polls(user)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [list_crumb()]

    def get_page_subtitle(self) -> str:
        """Name this screen at the end of its trail."""
        return str(self.page_title)

    def get(self, request) -> HttpResponse:
        """Show an empty form."""
        return self._answer(NewPollForm(units=units_for(request.user)))

    def post(self, request) -> HttpResponse:
        """Make the poll and go on to its questions."""
        form = NewPollForm(request.POST, units=units_for(request.user))
        if not form.is_valid():
            return self._answer(form)
        try:
            poll = create_poll(
                unit=form.cleaned_data["unit"],
                user=request.user,
                values=form.values,
                request_key=form.key,
                now=timezone.now(),
            )
        except PollRefused as refusal:
            form.add_error(None, str(refusal))
            return self._answer(form)
        except ValidationError as fault:
            put_faults(form, fault)
            return self._answer(form)
        messages.success(request, _("The draft is saved. Add its questions now."))
        return redirect("poll", poll.pk)

    def _answer(self, form: NewPollForm) -> HttpResponse:
        return render(self.request, self.template_name, self.get_context_data(form=form))


class SettingsView(PollScreen):
    """Settings of a draft."""

    page_title = gettext_lazy("Title, audience, times")
    template_name = "polls/making/settings.html"

    def get(self, request, **kwargs) -> HttpResponse:
        """Show what is stored."""
        if self.poll.status not in OPEN_TO_CHANGES:
            raise Http404
        return self.answer(form=ChangePollForm.of(self.poll))

    def post(self, request, **kwargs) -> HttpResponse:
        """Save, or show what is wrong beside what was typed."""
        form = ChangePollForm(request.POST)
        changed = form.is_valid() and self.tried(
            form,
            lambda: change_poll(
                poll_id=self.poll.pk,
                user=request.user,
                seen=form.cleaned_data["seen"],
                values=form.values,
            ),
        )
        if changed:
            messages.success(request, _("Saved."))
            return redirect(self.home())
        return self.answer(form=form)


class CopyView(PollScreen):
    """Makes a new draft that asks the same."""

    page_title = gettext_lazy("Use as a template")
    template_name = "polls/making/copy.html"

    def get(self, request, **kwargs) -> HttpResponse:
        """Say what is copied."""
        return self.answer(form=KeyedForm())

    def post(self, request, **kwargs) -> HttpResponse:
        """Copy once, however often the button is pressed."""
        form = KeyedForm(request.POST)
        if not form.is_valid():
            return self.answer(form=form)
        copy = self.tried(
            form,
            lambda: copy_poll(
                source_id=self.poll.pk,
                unit=self.poll.unit,
                user=request.user,
                request_key=form.key,
                now=self.now,
            ),
        )
        if copy is None:
            return self.answer(form=form)
        messages.success(request, _("This is the copy. Change its title and set its times."))
        return redirect("poll_settings", copy.pk)


class DeleteView(PollScreen):
    """Deletes a draft that readers have never seen."""

    page_title = gettext_lazy("Delete the draft")
    template_name = "polls/making/delete.html"

    def get(self, request, **kwargs) -> HttpResponse:
        """Ask once more."""
        return self.answer(form=SeenForm(initial={"seen": self.poll.version}))

    def post(self, request, **kwargs) -> HttpResponse:
        """Delete, or say why not."""
        form = SeenForm(request.POST)
        title = self.poll.title
        if form.is_valid():
            self.tried(form, lambda: self._delete(form))
        if form.errors:
            return self.answer(form=form)
        messages.success(request, _("“%(title)s” is deleted.") % {"title": title})
        return redirect("polls")

    def _delete(self, form: SeenForm) -> None:
        seen = form.cleaned_data["seen"]
        delete_poll(poll_id=self.poll.pk, user=self.request.user, seen=seen)
