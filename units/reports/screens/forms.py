"""What units and the department fill in; what was typed stays when it is refused."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from core.form_fields import FiniteDecimalField, MendedCharField
from units.enums import UnitKind

from ..enums import Half
from ..models import ReportFigure, ReportHeading
from ..services.evaluating import LONGEST_TEXT
from ..services.periods import YEARS
from ..showing import heading_of, label_of

LONGEST_NOTE = 1000


def long_text(limit: int, *, rows: int = 3, **kwargs: Any) -> MendedCharField:
    """Return a field of several lines; the browser may count more signs than we do."""
    return MendedCharField(max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def number(**kwargs: Any) -> FiniteDecimalField:
    """Return a field of a figure, in Vietnamese or plain spelling."""
    return FiniteDecimalField(max_digits=14, decimal_places=2, localize=True, **kwargs)


def left_over(form: forms.Form, *, is_shown: bool) -> list[str]:
    """Return the texts of a form that is not shown any more, so that nothing typed is lost."""
    if is_shown or not form.is_bound:
        return []
    areas = [
        name for name, field in form.fields.items() if isinstance(field.widget, forms.Textarea)
    ]
    return [text for name in areas if (text := form.data.get(name, "").strip())]


class EvaluationForm(forms.Form):
    """A text under each heading of the period."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, headings: Collection[ReportHeading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = list(headings)
        for heading in self.headings:
            self.fields[self.name_of(heading.pk)] = long_text(
                LONGEST_TEXT,
                rows=7,
                label=heading_of(heading),
                help_text=heading.hint,
                # Empty ones may be saved on the way; the signature asks for them.
                required=False,
            )

    @staticmethod
    def name_of(heading_id: int) -> str:
        """Return the name of a heading's field."""
        return f"heading-{heading_id}"

    def texts(self) -> dict[int, str]:
        """Return what was written, by heading id."""
        return {one.pk: self.cleaned_data[self.name_of(one.pk)] for one in self.headings}

    def rows(self) -> list[tuple[ReportHeading, forms.BoundField]]:
        """Return each heading with its field."""
        return [(one, self[self.name_of(one.pk)]) for one in self.headings]

    def typed(self) -> list[str]:
        """Return every text that was sent, for a report that takes none any more."""
        return [
            text for name, text in self.data.items() if name.startswith("heading-") and text.strip()
        ]

    def left_over(self) -> list[str]:
        """Return texts that were typed under headings which are gone by now."""
        known = {self.name_of(one.pk) for one in self.headings}
        return [
            text
            for name, text in self.data.items()
            if name.startswith("heading-") and name not in known and text.strip()
        ]


class ContestForm(forms.Form):
    """Which value a figure should have, and why."""

    claimed = number(label=_("The right figure"))
    reason = long_text(
        LONGEST_NOTE,
        rows=4,
        label=_("Reason"),
        help_text=_("Name the records that are missing or wrong."),
        error_messages={"required": _("Give a reason: the department decides by it.")},
    )


class DecideForm(forms.Form):
    """What becomes of a contested figure; an empty value keeps it."""

    contest = forms.IntegerField(widget=forms.HiddenInput)
    corrected_to = number(
        label=_("Correct the figure to"),
        required=False,
        help_text=_("Leave it empty to keep the figure."),
    )
    reply = long_text(
        LONGEST_NOTE,
        label=_("Reply to the unit"),
        error_messages={"required": _("Write a reply: the unit reads it.")},
    )


class ReturnForm(forms.Form):
    """What the unit shall change."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = long_text(
        LONGEST_NOTE,
        label=_("What is to be changed"),
        error_messages={"required": _("Write what the unit shall change.")},
    )


class ScoreForm(forms.Form):
    """The score of a report."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    score = number(label=_("Score (0 to 100)"), required=False)
    score_note = long_text(
        LONGEST_NOTE,
        rows=2,
        label=_("Reason of the score"),
        required=False,
        help_text=_("Needed where it is not the proposed score."),
    )


class AmendForm(forms.Form):
    """What turned out after the period was frozen."""

    indicator = forms.ChoiceField(label=_("Figure"), required=False)
    amended = number(label=_("New value"), required=False)
    text = long_text(4000, label=pgettext_lazy("of an amendment", "Text"), required=False)
    reason = long_text(
        LONGEST_NOTE,
        rows=2,
        label=_("Reason"),
        error_messages={"required": _("Give a reason: it stands beside the amendment for good.")},
    )

    def __init__(self, *args: Any, figures: Collection[ReportFigure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.indicator, label_of(one)) for one in figures]
        nothing = ("", str(pgettext_lazy("of an amendment", "No figure, a text alone")))
        self.fields["indicator"].choices = [nothing, *choices]  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """Which half-year is planned."""

    year = forms.IntegerField(label=_("Year"), min_value=YEARS[0], max_value=YEARS[-1])
    half = forms.TypedChoiceField(label=_("Half"), choices=Half.choices, coerce=int)


class PeriodForm(forms.Form):
    """The days of a period and what the department writes to units."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = forms.DateField(label=_("First day"), widget=AdminDateInput)
    cut_off_on = forms.DateField(label=_("Last day that counts"), widget=AdminDateInput)
    due_on = forms.DateField(label=_("Reports due on"), widget=AdminDateInput)
    instructions = long_text(4000, rows=4, label=_("Instructions to units"), required=False)


class HeadingForm(forms.Form):
    """A heading under which units write."""

    text_vi = MendedCharField(
        label=_("Vietnamese heading"),
        max_length=200,
        error_messages={"required": _("Write the heading in Vietnamese.")},
    )
    text_en = MendedCharField(label=_("English heading"), max_length=200, required=False)
    hint = MendedCharField(label=_("What belongs here"), max_length=400, required=False)
    is_required = forms.BooleanField(label=_("Must be filled in"), required=False)


class FreezeForm(forms.Form):
    """That the person means it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    # The reports that were shown as not sent, one id after the other.
    seen_missing = forms.CharField(required=False, widget=forms.HiddenInput)
    confirms_missing = forms.BooleanField(
        label=_("Freeze these reports as not sent"), required=False
    )

    def clean_seen_missing(self) -> set[int] | None:
        """Return the ids of the reports that were shown, None where nothing tells."""
        if "seen_missing" not in self.data:
            return None
        words = self.cleaned_data["seen_missing"].split()
        return {int(word) for word in words if word.isascii() and word.isdigit()}


class ListForm(forms.Form):
    """What the list of reports is narrowed by."""

    kind = forms.ChoiceField(label=_("Kind of unit"), required=False)
    q = MendedCharField(label=_("Name of the unit"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", str(pgettext_lazy("kinds of unit", "All")))
        self.fields["kind"].choices = [every, *UnitKind.choices]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> str:
        """Return a valid choice, nothing for nonsense."""
        self.is_valid()
        return self.cleaned_data.get(name) or ""
