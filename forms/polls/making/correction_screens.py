"""Corrects the wording of an open poll, with a reason that readers see."""

from typing import Any

from django import forms as django_forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.form_fields import MendedCharField

from ..enums import PollPhase
from ..queries import ballots_cast
from ..services.corrections import WORDED, Target, columns_of, correct_wording, target_of
from ..services.locking import PollRefused
from .base import PollScreen

SEEN = "seen_"
SINGLE_LINE = 300


class WordingForm(django_forms.Form):
    """The texts of one thing and why they change; hidden beside each what the person saw."""

    reason = MendedCharField(
        label=gettext_lazy("Why is it corrected?"),
        max_length=300,
        required=False,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=gettext_lazy("Readers see this reason, the text before and the text after."),
    )

    def __init__(self, *args: Any, target: Target, instance: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields.pop("reason")
        self.columns = [
            name for name in columns_of(target) if getattr(instance, name) or "label" not in name
        ]
        for name in self.columns:
            self.fields[name] = _text_field(instance, name)
            self.fields[f"{SEEN}{name}"] = django_forms.CharField(
                required=False,
                strip=False,
                widget=django_forms.HiddenInput,
                initial=getattr(instance, name),
            )
        self.fields["reason"] = reason

    def texts(self, prefix: str = "") -> dict[str, str]:
        """Return the texts by column, as typed or (`SEEN`) as the person saw them."""
        return {name: self.cleaned_data[f"{prefix}{name}"] for name in self.columns}


class CorrectionView(PollScreen):
    """Corrects the poll's own texts, a section, a question or an option."""

    page_title = gettext_lazy("Correct the wording")
    template_name = "polls/making/correct.html"
    instance: Any

    def allowed(self, user) -> bool:
        """Find the text in a poll in which members are voting."""
        kind = self.kwargs["kind"]
        if not super().allowed(user) or kind not in WORDED or self.phase != PollPhase.OPEN:
            return False
        self.target = Target(kind, self.kwargs["target_id"])
        try:
            self.instance = target_of(self.poll, self.target)
        except PollRefused:
            return False
        return self.poll.is_locked

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the texts."""
        return self._answer(WordingForm(target=self.target, instance=self.instance))

    def post(self, request, **kwargs) -> HttpResponse:
        """Correct, or say why not."""
        form = WordingForm(request.POST, target=self.target, instance=self.instance)
        if not form.is_valid():
            return self._answer(form)
        made = self.tried(form, lambda: self._correct(form))
        if made is None:
            return self._answer(form)
        if made:
            messages.success(request, _("Corrected. Readers see what was changed and why."))
        else:
            messages.info(request, _("The wording was the same already; nothing is changed."))
        return redirect(self.home())

    def _correct(self, form: WordingForm) -> list[Any]:
        return correct_wording(
            poll_id=self.poll.pk,
            target=self.target,
            user=self.request.user,
            texts=form.texts(),
            seen=form.texts(SEEN),
            reason=form.cleaned_data["reason"],
            now=self.now,
        )

    def _answer(self, form: WordingForm) -> HttpResponse:
        return self.answer(form=form, ballots=ballots_cast(self.poll))


def _text_field(instance: Any, name: str) -> MendedCharField:
    column = type(instance)._meta.get_field(name)
    longest = column.max_length or SINGLE_LINE
    long = longest > SINGLE_LINE
    widget = AdminAutoHeightTextInput(attrs={"rows": 2}) if long else django_forms.TextInput()
    return MendedCharField(
        label=capfirst(column.verbose_name),
        max_length=longest,
        required=False,
        widget=widget,
        initial=getattr(instance, name),
    )
