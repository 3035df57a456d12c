"""Forms of statements: they read what was typed; the rules are the services' own."""

from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from articles.enums import StatementStepKind
from articles.models import Desk
from articles.royalties.screens.base import month_of, months_offered
from articles.royalties.steps import LONGEST_NOTE


class DrawUpForm(forms.Form):
    """Which desk and month a statement is for; the key makes a second click find the first."""

    desk = forms.ModelChoiceField(
        label=_("Desk"), queryset=Desk.objects.none(), to_field_name="code", empty_label=None
    )
    month = forms.ChoiceField(label=_("Pieces published until the end of"))
    request_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desk = cast(forms.ModelChoiceField, self.fields["desk"])
        desk.queryset = Desk.objects.filter(pk__in=[one.pk for one in desks])
        cast(forms.ChoiceField, self.fields["month"]).choices = months_offered()

    def clean_month(self) -> date:
        """Return the first day of the month."""
        return month_of(self.cleaned_data["month"])

    @property
    def key(self) -> UUID:
        """Return the key that was sent, or a new one."""
        return self.cleaned_data.get("request_key") or uuid4()


class StepForm(forms.Form):
    """A step of a statement: `seen` is the state in which the person saw it."""

    step = forms.ChoiceField(
        choices=[
            (step.value, step.label)
            for step in (StatementStepKind.CHECK, StatementStepKind.APPROVE)
        ]
    )
    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def taken(self) -> StatementStepKind:
        """Return the step; call it on a valid form only."""
        return StatementStepKind(self.cleaned_data["step"])


class DiscardForm(forms.Form):
    """Why a statement is given up."""

    prefix = "discard"
    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Why is this statement discarded?"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def taken(self) -> StatementStepKind:
        """Return the step."""
        return StatementStepKind.DISCARD


class PayDayForm(forms.Form):
    """The day on which a statement is paid."""

    paid_on = forms.DateField(label=_("Day of payment"), widget=AdminDateInput)


class PayForm(PayDayForm):
    """A payment as the person saw it before."""

    seen = forms.CharField(max_length=20, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
