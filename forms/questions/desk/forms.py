"""Small forms of what is done with a question; the rules are the services' own."""

from typing import Any, cast
from uuid import uuid4

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import User
from units.models import Unit
from units.queries import active_units

from ..enums import RefusalReason
from ..models import Question, QuestionTopic, ReplyTemplate
from ..models.questions import LONGEST_TEXT
from ..redaction import Detail
from ..services.people import respondents
from ..services.steps import LONGEST_NOTE
from .widgets import AnswerTextArea


def area(rows: int = 3, **attrs: Any) -> django_forms.Textarea:
    """Return a text area of so many rows."""
    return django_forms.Textarea(attrs={"rows": rows} | attrs)


class PersonField(django_forms.ModelChoiceField):
    """A choice of people by their names."""

    def label_from_instance(self, obj) -> str:
        """Return the name of an account."""
        return obj.get_full_name() or obj.get_username()


class ActionForm(django_forms.Form):
    """What an action asks; `seen` is the last step that the person saw of the question."""

    seen = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)

    def __init__(self, *args: Any, question: Question, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.user = question, user
        self.fill()

    def fill(self) -> None:
        """Offer the choices that depend on the question."""

    def choices_of(self, name: str) -> django_forms.ModelChoiceField:
        """Return a field of choices."""
        return cast(django_forms.ModelChoiceField, self.fields[name])

    @property
    def details(self) -> list[Detail]:
        """Return what stands in the way of a release and may be confirmed."""
        return []


class NoteForm(ActionForm):
    """A note that may be left empty."""

    note = django_forms.CharField(
        label=_("Note"), max_length=LONGEST_NOTE, required=False, widget=area(2)
    )


class AssignForm(NoteForm):
    """Which unit answers, and about what the question is."""

    unit = django_forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    topic = django_forms.ModelChoiceField(
        label=_("Topic"), queryset=QuestionTopic.objects.all(), empty_label=None
    )
    field_order = ["unit", "topic", "note"]

    def fill(self) -> None:
        """Offer the units of today."""
        self.choices_of("unit").queryset = active_units()
        self.fields["topic"].initial = self.question.topic_id


class HandOverForm(NoteForm):
    """Which colleague goes on."""

    to = PersonField(label=_("Colleague"), queryset=User.objects.none())
    field_order = ["to", "note"]

    def fill(self) -> None:
        """Offer the people who answer for the unit in charge."""
        self.choices_of("to").queryset = respondents(self.question.unit_id).order_by("first_name")


class HandBackForm(ActionForm):
    """Why the unit does not answer, and who should."""

    note = django_forms.CharField(
        label=_("Why does your unit not answer?"), max_length=LONGEST_NOTE - 100, widget=area(2)
    )
    proposed = django_forms.ModelChoiceField(
        label=_("Which unit should?"), queryset=Unit.objects.none(), required=False
    )

    def fill(self) -> None:
        """Offer the units of today."""
        self.choices_of("proposed").queryset = active_units()


class AskBackForm(ActionForm):
    """What the asker is asked; the key makes a second click send nothing new."""

    text = django_forms.CharField(
        label=_("What do you need to know?"),
        max_length=5000,
        widget=area(4),
        help_text=_("The asker reads it behind the code. The time stands until they answer."),
    )
    key = django_forms.UUIDField(widget=django_forms.HiddenInput, initial=uuid4)


class ReasonForm(ActionForm):
    """Why an answer is returned."""

    reason = django_forms.CharField(
        label=_("What is the unit to change?"), max_length=1000, widget=area(3)
    )


class RefuseForm(ActionForm):
    """Why a question is refused; the asker reads both."""

    reason = django_forms.ChoiceField(label=_("Reason"), choices=RefusalReason.choices)
    note = django_forms.CharField(
        label=_("A few words to the asker"), max_length=1000, required=False, widget=area(3)
    )


class PassForm(ActionForm):
    """To which body a question goes."""

    note = django_forms.CharField(
        label=_("Which body decides, and how does the asker reach it?"),
        max_length=1000,
        widget=area(3),
    )


class MergeForm(ActionForm):
    """Which question asks the same."""

    into = django_forms.IntegerField(
        label=_("Number of the question that asks the same"),
        min_value=1,
        help_text=_("Both askers follow the answer to that one."),
    )

    def clean_into(self) -> int:
        """Refuse a number that no question has."""
        number = self.cleaned_data["into"]
        if number > 2**62 or not Question.objects.filter(pk=number).exists():
            raise django_forms.ValidationError(_("There is no question with this number."))
        return number


class SplitForm(ActionForm):
    """What a part asks, and about what."""

    text = django_forms.CharField(
        label=_("What does this part ask?"),
        max_length=LONGEST_TEXT,
        widget=area(4),
        help_text=_("It becomes a question of its own; the asker sees the answers to both."),
    )
    topic = django_forms.ModelChoiceField(label=_("Topic"), queryset=QuestionTopic.objects.all())


class InternalNoteForm(ActionForm):
    """A note among colleagues."""

    text = django_forms.CharField(
        label=_("Note"),
        max_length=2000,
        widget=area(3),
        help_text=_("Your own colleagues read it; neither the asker nor other units do."),
    )


class ConfirmingForm(ActionForm):
    """A form beside texts that may hold numbers; each must be called public or taken out."""

    confirmed = django_forms.MultipleChoiceField(
        label=_("All may read this:"),
        required=False,
        widget=django_forms.CheckboxSelectMultiple,
    )

    def fill(self) -> None:
        """Offer what was found in the texts."""
        choices = [(one.text, f"{one.text} ({one.label})") for one in self.details]
        cast(django_forms.MultipleChoiceField, self.fields["confirmed"]).choices = choices
        if not choices:
            del self.fields["confirmed"]


class AdviceForm(ConfirmingForm):
    """What is asked of which unit."""

    unit = django_forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    text = django_forms.CharField(
        label=_("What do you ask it?"),
        max_length=2000,
        widget=area(3),
        help_text=_("It sees these words and the public text of the question, nothing else."),
    )
    field_order = ["unit", "text", "confirmed"]

    @property
    def details(self) -> list[Detail]:
        """Return what the public text and the words to the unit hold."""
        from ..redaction import details_left

        written = self.data.get(self.add_prefix("text"), "") if self.is_bound else ""
        return details_left(self.question.public_text, written)

    def fill(self) -> None:
        """Offer the other units of today."""
        super().fill()
        units = active_units().exclude(pk=self.question.unit_id)
        self.choices_of("unit").queryset = units


class ReleaseForm(ConfirmingForm):
    """The last look at what becomes public."""

    public_title = django_forms.CharField(label=_("Public title"), max_length=160)
    public_text = django_forms.CharField(
        label=_("Public text of the question"), max_length=LONGEST_TEXT, widget=area(6)
    )
    is_checked = django_forms.BooleanField(
        label=_("Nothing here names the asker, another person or the employer"), required=False
    )
    field_order = ["public_title", "public_text", "confirmed", "is_checked"]

    @property
    def details(self) -> list[Detail]:
        """Return what stands in title, text and answer as they are in the form."""
        from ..redaction import details_left, plain_text
        from ..services.drafts import open_answer

        answer = open_answer(self.question)
        texts = [
            self.data.get(self.add_prefix(name), "")
            if self.is_bound
            else getattr(self.question, name)
            for name in ("public_title", "public_text")
        ]
        return details_left(*texts, plain_text(answer.text) if answer else "")

    def fill(self) -> None:
        """Begin with the texts of the unit."""
        super().fill()
        for name in ("public_title", "public_text"):
            self.fields[name].initial = getattr(self.question, name)


class ContactForm(ActionForm):
    """What the contact is needed for."""

    reason = django_forms.CharField(
        label=_("What do you need the contact for?"),
        max_length=200,
        help_text=_("Each reading is kept with your name, the time and this reason."),
    )


class SupersedeForm(ActionForm):
    """Which newer answer holds instead."""

    newer = django_forms.IntegerField(
        label=_("Number of the question with the newer answer"), min_value=1
    )

    def clean_newer(self) -> int:
        """Return the id of the public page of that question."""
        number = self.cleaned_data["newer"]
        found = Question.objects.filter(pk=number, page__isnull=False) if number < 2**62 else None
        question = found.first() if found is not None else None
        if question is None or question.page_id is None:
            raise django_forms.ValidationError(_("This question has no public answer."))
        return question.page_id


class DraftForm(ActionForm):
    """The answer that is being written, and the question as readers will see it."""

    text = django_forms.CharField(
        label=pgettext_lazy("field", "Answer"),
        required=False,
        widget=AnswerTextArea(),
    )
    is_public = django_forms.BooleanField(label=_("For everybody to read"), required=False)
    public_title = django_forms.CharField(label=_("Public title"), max_length=160, required=False)
    public_text = django_forms.CharField(
        label=_("Public text of the question"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=area(8),
        help_text=_("Without names, numbers, and anything that leads to asker or employer."),
    )
    template = django_forms.ModelChoiceField(
        label=_("Reply template"), queryset=ReplyTemplate.objects.none(), required=False
    )
    seen_at = django_forms.CharField(required=False, widget=django_forms.HiddenInput)

    def fill(self) -> None:
        """Offer the texts of the unit in charge and of all; keep “public” where it is allowed."""
        from ..services.templates import usable_templates

        self.choices_of("template").queryset = usable_templates(self.question)
        if not self.question.may_be_published:
            for name in ("is_public", "public_title", "public_text"):
                del self.fields[name]


class ResendForm(django_forms.Form):
    """Whose questions go to whom."""

    officer = PersonField(label=_("From"), queryset=User.objects.none())
    to = PersonField(label=_("To"), queryset=User.objects.none())

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        busy = Question.objects.open().filter(unit=unit, officer__isnull=False)
        officers = User.objects.filter(pk__in=busy.values("officer"))
        people = respondents(unit.pk)
        for name, queryset in (("officer", officers), ("to", people)):
            field = cast(django_forms.ModelChoiceField, self.fields[name])
            field.queryset = queryset.order_by("first_name", "pk")


class GiveAdviceForm(django_forms.Form):
    """What the asked unit advises."""

    reply = django_forms.CharField(label=_("Your advice"), max_length=5000, widget=area(8))
