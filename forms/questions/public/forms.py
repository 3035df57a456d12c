"""What askers fill in: the question, what they add to it, why they disagree with an answer."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django import forms as django_forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.form_fields import MendedCharField
from forms.guarding import keys
from forms.guarding.forms import EXPIRED, FORGED, GuardedForm, long_text

from ..enums import Industry
from ..models import Question, QuestionTopic
from ..models.questions import LONGEST_TEXT
from ..services.asking import AskerContact
from .files import SeveralFilesField, WithFiles
from .places import Places

# So much of what is far too long is shown again; it is ten times what fits.
LONGEST_ECHO = 10 * LONGEST_TEXT
PHONE = re.compile(r"^\+?[\d\s.()-]{8,20}$")
CHOOSE = ("", _("Choose …"))
NOWHERE = _("Choose the province and the industry in which you work, or the union that you ask.")


def shortened(data: Any) -> Any:
    """Return posted data in which nothing is longer than what may be shown again."""
    if data is None or not any(len(one) > LONGEST_ECHO for _name, one in _values(data)):
        return data
    short = QueryDict(mutable=True)
    for name, value in _values(data):
        short.appendlist(name, value[:LONGEST_ECHO])
    return short


def _values(data: QueryDict) -> Iterator[tuple[str, str]]:
    return ((name, str(value)) for name, found in data.lists() for value in found)


class AskForm(WithFiles, GuardedForm, django_forms.Form):
    """A question with where the asker works and, if they like, how to reach them."""

    purpose = "question"

    text = long_text(
        LONGEST_TEXT,
        rows=7,
        label=_("Your question"),
        error_messages={"required": _("Write your question.")},
    )
    topic = django_forms.ModelChoiceField(
        QuestionTopic.objects.none(),
        label=_("What is it about?"),
        empty_label=_("Choose …"),
        error_messages={"required": _("Choose what it is about.")},
    )
    province = django_forms.ChoiceField(label=_("Province where you work"), required=False)
    industry = django_forms.ChoiceField(
        label=_("Industry"), required=False, choices=[CHOOSE, *Industry.choices]
    )
    unit = django_forms.ChoiceField(label=_("The union that you ask"), required=False)
    may_be_published = django_forms.BooleanField(
        label=_("Question and answer may be published for all to read"), required=False
    )
    name = MendedCharField(
        label=_("Your name"),
        required=False,
        max_length=100,
        widget=django_forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = MendedCharField(
        label=_("Telephone"),
        required=False,
        max_length=30,
        widget=django_forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = django_forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=django_forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    wants_mail = django_forms.BooleanField(label=_("Tell me by e-mail"), required=False)
    attachments = SeveralFilesField()

    def __init__(self, data: Any = None, files: Any = None, **kwargs: Any) -> None:
        super().__init__(shortened(data), files, **kwargs)
        self.places = Places()
        fields: dict[str, Any] = self.fields
        fields["topic"].queryset = QuestionTopic.objects.filter(is_active=True)
        fields["topic"].label_from_instance = lambda topic: topic.name
        fields["province"].choices = [CHOOSE, *self.places.provinces()]
        fields["unit"].choices = [CHOOSE, *self.places.by_kind()]

    def clean_phone(self) -> str:
        """Refuse what cannot be a telephone number."""
        phone = self.cleaned_data["phone"]
        if phone and not PHONE.match(phone):
            raise django_forms.ValidationError(_("This is not a telephone number."))
        return phone

    def clean(self) -> dict[str, Any]:
        """Ask for a place, and for an address where mail is wanted."""
        data = super().clean() or self.cleaned_data
        if not data.get("unit") and not (data.get("province") and data.get("industry")):
            lacking = "industry" if data.get("province") else "province"
            if lacking not in self.errors and "unit" not in self.errors:
                self.add_error(lacking, NOWHERE)
        if data.get("wants_mail") and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Write your e-mail address, or take the tick away."))
        return data

    def question_fields(self) -> dict[str, Any]:
        """Return what `forms.questions.services.asking.ask` takes of a valid form."""
        data, units = self.cleaned_data, self.places.units
        contact = AskerContact(
            **{name: data[name] for name in ("name", "phone", "email", "wants_mail")}
        )
        return {
            "text": data["text"],
            "topic": data["topic"],
            "asked_unit": units.get(data["unit"]),
            "province": units.get(data["province"]),
            "industry": data["industry"],
            "may_be_published": data["may_be_published"],
            "contact": contact,
            "files": data["attachments"],
        }


class CodeForm(django_forms.Form):
    """The tracking code, never in an address."""

    code = django_forms.CharField(
        label=_("Your tracking code"),
        max_length=60,
        error_messages={"required": _("Write your tracking code.")},
        widget=django_forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ThreadForm(django_forms.Form):
    """A form in the thread of one question; its key is good for that question only."""

    def __init__(self, data: Any = None, files: Any = None, *, question: Question) -> None:
        self.now = timezone.now()
        self.purpose = f"question.{question.pk}"
        super().__init__(shortened(data), files)

    @cached_property
    def posted(self) -> keys.FormKey | None:
        """Return the key that came with the form, or None for none or a forged one."""
        return keys.read(str(self.data.get("form_key") or ""), purpose=self.purpose)

    @cached_property
    def submission_key(self) -> UUID:
        """Return the same key for every attempt to send one shown form."""
        return self.posted.nonce if self.posted else uuid4()

    @cached_property
    def form_key(self) -> str:
        """Return the signed key to show."""
        return keys.issue(purpose=self.purpose, now=self.now, nonce=self.submission_key)

    def clean(self) -> dict[str, Any]:
        """Refuse a form that is not ours, or that lay open for too long."""
        if self.posted is None:
            self.add_error(None, FORGED)
        elif self.posted.is_expired(now=self.now):
            self.add_error(None, EXPIRED)
        return super().clean() or self.cleaned_data


class AddForm(WithFiles, ThreadForm):
    """More about the question, in words or files."""

    text = long_text(LONGEST_TEXT, rows=4, label=_("What you want to add"), required=False)
    attachments = SeveralFilesField()

    def clean(self) -> dict[str, Any]:
        """Ask for words or a file."""
        data = super().clean()
        has_file = data.get("attachments") or self.kept or "attachments" in self.errors
        if not data.get("text") and not has_file and "text" not in self.errors:
            self.add_error("text", _("Write something, or choose a file."))
        return data


class ContestForm(ThreadForm):
    """Why the asker disagrees with the answer."""

    text = long_text(
        LONGEST_TEXT,
        rows=4,
        label=_("What is not right?"),
        error_messages={"required": _("Write what is not right, so that it can be mended.")},
    )
