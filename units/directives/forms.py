"""What the Office fills in."""

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from core.form_fields import MendedCharField
from units.enums import UnitKind

from .choices import documents_for, issued_documents, kind_choices, unit_choices
from .ids import is_number
from .models import Directive, ExtensionRequest
from .services.changing import LONGEST_REASON
from .services.drafting import LONGEST_TASK, LONGEST_TITLE, MOST_DAYS, Draft
from .standings import STANDINGS

ALL, CHOSEN, NOBODY = "all", "chosen", "nobody"
WHO_ANSWERS = [
    (ALL, _("Every unit must answer")),
    (CHOSEN, _("Only the chosen kinds and units must answer")),
    (NOBODY, _("No answer: acknowledging and marking as done is enough")),
]


def text_area(rows: int) -> forms.Textarea:
    """Return a field of several lines."""
    return forms.Textarea(attrs={"rows": rows, "cols": 40})


class DocumentFields(forms.Form):
    """The document from the register, found by number or words."""

    find = MendedCharField(
        label=_("Find a document"),
        max_length=100,
        required=False,
        help_text=_("Number in any spelling, or words of the abstract."),
    )
    document = forms.ModelChoiceField(
        label=_("Document"),
        queryset=issued_documents(),
        error_messages={"required": _("Choose the document of the register that is sent.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["document"])
        chosen = str(self["document"].value() or "")
        field.widget.choices = documents_for(
            self["find"].value() or "", chosen=int(chosen) if is_number(chosen) else None
        )


class DirectiveForm(DocumentFields):
    """A directive before it is sent."""

    title = MendedCharField(label=_("Title"), max_length=LONGEST_TITLE)
    task = MendedCharField(
        label=_("What is asked of units"), max_length=LONGEST_TASK, widget=text_area(6)
    )
    deadline = forms.DateField(label=_("Deadline"), required=False, widget=AdminDateInput)
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of unit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Single units"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    who_answers = forms.ChoiceField(
        label=_("Who must answer"), choices=WHO_ANSWERS, widget=forms.RadioSelect, initial=ALL
    )
    answering_kinds = forms.MultipleChoiceField(
        label=_("Kinds of unit that must answer"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    answering_units = forms.TypedMultipleChoiceField(
        label=_("Units that must answer"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    remind_days = forms.IntegerField(
        label=_("Remind working days before the deadline"),
        min_value=0,
        max_value=MOST_DAYS,
        initial=3,
    )
    escalate_days = forms.IntegerField(
        label=_("Escalate working days after the deadline"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=3,
        help_text=_("Leaders of the unit and the Office are told then."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    request_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, units = kind_choices(today=today), unit_choices(today=today)
        for name, choices in (("kinds", kinds), ("units", units)):
            for key in (name, f"answering_{name}"):
                cast(forms.MultipleChoiceField, self.fields[key]).choices = choices
        self.fields["request_key"].initial = uuid4()

    @classmethod
    def initial_of(cls, directive: Directive) -> dict[str, Any]:
        """Return the values of a draft."""
        names = [
            *("title", "task", "deadline", "kinds", "answering_kinds"),
            *("remind_days", "escalate_days", "version", "request_key"),
        ]
        answering = list(directive.answering_units.values_list("pk", flat=True))
        has_chosen = bool(answering or directive.answering_kinds)
        return {name: getattr(directive, name) for name in names} | {
            "document": directive.document_id,
            "units": list(directive.units.values_list("pk", flat=True)),
            "answering_units": answering,
            "who_answers": ALL if directive.must_answer else CHOSEN if has_chosen else NOBODY,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for a recipient, and for who answers where that is chosen."""
        values = super().clean() or self.cleaned_data
        if not values.get("kinds") and not values.get("units"):
            self.add_error("kinds", _("Choose at least one kind of unit or one unit."))
        chosen = values.get("answering_kinds") or values.get("answering_units")
        if values.get("who_answers") == CHOSEN and not chosen:
            self.add_error("answering_kinds", _("Choose who must answer."))
        return values

    @property
    def draft(self) -> Draft:
        """Return what is kept of a valid form."""
        values = self.cleaned_data
        is_chosen = values["who_answers"] == CHOSEN
        return Draft(
            document=values["document"],
            title=values["title"],
            task=values["task"],
            deadline=values["deadline"],
            kinds=values["kinds"],
            units=values["units"],
            must_answer=values["who_answers"] == ALL,
            answering_kinds=values["answering_kinds"] if is_chosen else (),
            answering_units=values["answering_units"] if is_chosen else (),
            remind_days=values["remind_days"],
            escalate_days=values["escalate_days"],
        )


class ChangeForm(DocumentFields):
    """A sent directive as it shall be from now on."""

    title = MendedCharField(label=_("Title"), max_length=LONGEST_TITLE)
    task = MendedCharField(
        label=_("What is asked of units"), max_length=LONGEST_TASK, widget=text_area(6)
    )
    deadline = forms.DateField(label=_("Deadline"), required=False, widget=AdminDateInput)
    reason = MendedCharField(
        label=_("Reason of the change"),
        max_length=LONGEST_REASON,
        help_text=_("Every unit reads it and acknowledges anew."),
        error_messages={"required": _("Write why the directive changes.")},
    )
    number = forms.IntegerField(widget=forms.HiddenInput)


class AddUnitsForm(forms.Form):
    """Further units for a directive that is out."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of unit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Single units"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    must_answer = forms.BooleanField(label=_("They must answer"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = cast(forms.MultipleChoiceField, self.fields["kinds"])
        units = cast(forms.MultipleChoiceField, self.fields["units"])
        kinds.choices, units.choices = kind_choices(today=today), unit_choices(today=today)


class EndForm(forms.Form):
    """Why a directive ends."""

    reason = MendedCharField(label=_("Reason"), max_length=LONGEST_REASON, required=False)


class RecipientForm(forms.Form):
    """Narrows the recipients of a directive."""

    show = forms.ChoiceField(
        label=_("Standing"), choices=[(one.key, one.label) for one in STANDINGS], required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind of unit"),
        choices=[("", pgettext_lazy("kinds of unit", "All")), *UnitKind.choices],
        required=False,
    )
    q = MendedCharField(label=_("Name of the unit"), max_length=100, required=False)


class ReturnForm(forms.Form):
    """What is missing in an answer."""

    note = MendedCharField(
        label=_("What is missing"),
        max_length=500,
        widget=text_area(3),
        error_messages={"required": _("Write what is missing: the unit reads it.")},
    )
    until = forms.DateField(
        label=_("New deadline for this unit"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Empty: the deadline stays."),
    )


class DecideForm(forms.Form):
    """More time, or none."""

    until = forms.DateField(label=_("Give until"), widget=AdminDateInput, required=False)
    note = MendedCharField(
        label=_("Note to the unit"), max_length=500, required=False, widget=text_area(2)
    )

    @classmethod
    def for_request(cls, request: ExtensionRequest) -> "DecideForm":
        """Return the form with the day that was asked for."""
        return cls(prefix=f"extension-{request.pk}", initial={"until": request.asked_until})
