"""The form of one question: all settings of all kinds, those of another kind are left aside."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import MendedCharField

from ..enums import ConditionOperator, QuestionKind
from ..models import PollQuestion
from ..queries import NumberedQuestion
from ..services.questions import ALL_SETTINGS
from ..validators import COMPARED, MOST_OPTIONS, OptionText
from .forms import SeenForm

BLANK_ROWS = 4
LONGEST_PASTE = 16_000
SHOWN_LETTERS = 80
TEXTS = ("text_vi", "text_en", "help_vi", "help_en", "kind", "is_required")
SHUFFLED = "single multiple ranking matrix"


class QuestionForm(SeenForm):
    """A question with the settings of its kind and the condition under which it is asked."""

    # Which kinds a field belongs to: the screen's script shows no others.
    KINDS = {
        "is_shuffled": SHUFFLED,
        "most_choices": "multiple",
        "lowest": "scale number",
        "highest": "scale number",
        "lowest_label_vi": "scale",
        "lowest_label_en": "scale",
        "highest_label_vi": "scale",
        "highest_label_en": "scale",
        "longest": "text",
    }

    text_vi = MendedCharField(label=_("Question, in Vietnamese"), max_length=300)
    text_en = MendedCharField(label=_("Question, in English"), max_length=300, required=False)
    help_vi = MendedCharField(label=_("Hint, in Vietnamese"), max_length=300, required=False)
    help_en = MendedCharField(label=_("Hint, in English"), max_length=300, required=False)
    kind = django_forms.ChoiceField(label=_("Kind of answer"), choices=QuestionKind.choices)
    is_required = django_forms.BooleanField(
        label=_("Must be answered"), required=False, initial=True
    )
    is_shuffled = django_forms.BooleanField(
        label=_("Options in random order"),
        required=False,
        help_text=_("Each voter sees them in an order of their own, so that none is favoured."),
    )
    most_choices = django_forms.IntegerField(
        label=_("At most so many choices"),
        required=False,
        min_value=0,
        max_value=MOST_OPTIONS,
        help_text=_("For several choices. Empty: as many as the voter likes."),
    )
    lowest = django_forms.IntegerField(
        label=_("Lowest value"), required=False, help_text=_("For a scale or a number.")
    )
    highest = django_forms.IntegerField(
        label=_("Highest value"), required=False, help_text=_("A scale such as 1 to 5 or 0 to 10.")
    )
    lowest_label_vi = MendedCharField(
        label=_("Word for the lowest, in Vietnamese"),
        max_length=80,
        required=False,
        help_text=_("For a scale, such as “not at all content”."),
    )
    lowest_label_en = MendedCharField(
        label=_("Word for the lowest, in English"), max_length=80, required=False
    )
    highest_label_vi = MendedCharField(
        label=_("Word for the highest, in Vietnamese"), max_length=80, required=False
    )
    highest_label_en = MendedCharField(
        label=_("Word for the highest, in English"), max_length=80, required=False
    )
    longest = django_forms.IntegerField(
        label=_("Longest text"),
        required=False,
        initial=500,
        min_value=0,
        max_value=100_000,
        help_text=_("For own words, in characters."),
    )
    condition_on = django_forms.TypedChoiceField(
        label=_("Ask this question"), required=False, coerce=int, empty_value=None
    )
    condition_operator = django_forms.ChoiceField(
        label=_("when that answer"),
        required=False,
        choices=ConditionOperator.choices,
        initial=ConditionOperator.IS,
    )
    condition_option = django_forms.ChoiceField(label=_("this choice"), required=False)
    condition_number = MendedCharField(
        label=_("this number"),
        max_length=12,
        required=False,
        widget=django_forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("For a question with a scale or a number."),
    )

    def __init__(self, *args: Any, earlier: Sequence[NumberedQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = [one for one in earlier if one.question.kind in COMPARED]
        self.option_faults: dict[str, list[str]] = {"choices": [], "rows": []}
        on = cast(django_forms.ChoiceField, self.fields["condition_on"])
        on.choices = [("", _("always")), *((one.question.pk, _named(one)) for one in self.sources)]
        option = cast(django_forms.ChoiceField, self.fields["condition_option"])
        option.choices = [("", "—"), *_choices_of(self.sources)]

    @property
    def values(self) -> dict[str, Any]:
        """Return what the services take; call it on a valid form only."""
        data = self.cleaned_data
        values = {name: data[name] for name in (*TEXTS, *ALL_SETTINGS)}
        source = data["condition_on"]
        chosen = data["condition_option"] if self._is_choice(source) else data["condition_number"]
        return values | {
            "condition_on_id": source,
            "condition_operator": data["condition_operator"] if source else "",
            "condition_value": chosen if source else "",
        }

    def put_option_faults(self, fault: ValidationError) -> ValidationError | None:
        """Take the faults of choices and rows out of others; return what is left."""
        errors = fault.update_error_dict({})
        for name in ("choices", "rows"):
            for one in errors.pop(name, []):
                self.option_faults[name] += one.messages
        return ValidationError(errors) if errors else None

    def _is_choice(self, source: int | None) -> bool:
        kinds = {one.question.pk: one.question.kind for one in self.sources}
        return kinds.get(source or 0) == QuestionKind.SINGLE


class OptionRow(django_forms.Form):
    """One choice, or one row of a table."""

    pk = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)
    order = django_forms.IntegerField(
        label=_("Place"),
        required=False,
        min_value=0,
        max_value=9999,
        widget=django_forms.NumberInput(attrs={"min": 0}),
    )
    text_vi = MendedCharField(label=_("In Vietnamese"), max_length=300, required=False)
    text_en = MendedCharField(label=_("In English"), max_length=300, required=False)
    is_gone = django_forms.BooleanField(label=_("Delete"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an English text alone."""
        data = super().clean() or self.cleaned_data
        if data.get("text_en") and not data.get("text_vi") and not data.get("is_gone"):
            self.add_error("text_vi", gettext("Write it in Vietnamese too."))
        return data


class OptionRows(BaseFormSet):
    """All choices of a question, or all its rows, in the order of their places."""

    @property
    def texts(self) -> list[OptionText]:
        """Return what is kept; call it on a valid set only."""
        kept = [
            (data.get("order"), place, data)
            for place, data in enumerate(form.cleaned_data for form in self.forms)
            if data.get("text_vi") and not data.get("is_gone")
        ]
        kept.sort(key=lambda one: (one[0] is None, one[0] or 0, one[1]))
        return [
            OptionText(data["text_vi"], data["text_en"], data["pk"])
            for _order, _place, data in kept
        ]


RowSet = formset_factory(
    OptionRow,
    formset=OptionRows,
    extra=BLANK_ROWS,
    max_num=MOST_OPTIONS + BLANK_ROWS,
    absolute_max=2 * MOST_OPTIONS,
)


class PasteForm(django_forms.Form):
    """Several options at once, one a line; English behind a bar."""

    more = MendedCharField(
        label=_("Or paste several, one a line"),
        required=False,
        max_length=LONGEST_PASTE,
        widget=django_forms.Textarea(attrs={"rows": 3}),
        help_text=_("English behind a bar if you like: Có | Yes"),
    )

    def clean_more(self) -> list[OptionText]:
        """Return the options that were pasted."""
        lines = (line.strip() for line in self.cleaned_data["more"].splitlines())
        texts = []
        for line in filter(None, lines):
            text_vi, _bar, text_en = (part.strip() for part in line.partition("|"))
            if len(text_vi) > 300 or len(text_en) > 300:
                raise ValidationError(gettext("A line is longer than 300 characters."))
            texts.append(OptionText(text_vi, text_en))
        return [text for text in texts if text.text_vi]


def initial_of(question: PollQuestion) -> dict[str, Any]:
    """Return what the form of a stored question begins with."""
    values = {name: getattr(question, name) for name in (*TEXTS, *ALL_SETTINGS)}
    return values | {
        "condition_on": question.condition_on_id,
        "condition_operator": question.condition_operator or ConditionOperator.IS,
        "condition_option": question.condition_value,
        "condition_number": question.condition_value,
    }


def rows_of(options: Iterable[Any]) -> list[dict[str, Any]]:
    """Return what the rows of stored options begin with."""
    return [
        {"pk": one.pk, "order": place, "text_vi": one.text_vi, "text_en": one.text_en}
        for place, one in enumerate(options, start=1)
    ]


def _named(one: NumberedQuestion) -> str:
    text = gettext("depending on question %(number)s: %(text)s")
    return text % {"number": one.number, "text": one.question.text_vi[:SHOWN_LETTERS]}


def _choices_of(sources: Iterable[NumberedQuestion]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            gettext("Question %(number)s") % {"number": one.number},
            [(str(option.pk), option.text_vi[:SHOWN_LETTERS]) for option in one.choices],
        )
        for one in sources
        if one.question.kind == QuestionKind.SINGLE
    ]
