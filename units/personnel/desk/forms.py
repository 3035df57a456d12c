"""What those who keep bodies, people and appointments fill in; the rules are the services' own."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from core.form_fields import MendedCharField
from core.forms import PictureField
from core.text import normalize

from ..enums import BodyKind
from ..models import Body, Person, Position
from ..models.figures import FIRST_YEAR, LAST_YEAR
from ..services.linking import accounts_for
from ..services.locking import standing_of
from ..services.refusals import NamesakeKnown, PersonnelRefused

EMPTY = pgettext_lazy("choice of a form", "Choose")


def text_field(label: Any, length: int, *, required: bool = True, **kwargs: Any) -> MendedCharField:
    """Return a field of one line."""
    return MendedCharField(label=label, max_length=length, required=required, **kwargs)


def day_field(label: Any, *, required: bool = True, **kwargs: Any) -> forms.DateField:
    """Return a field of a day in a year that can be meant."""
    return forms.DateField(
        label=label,
        required=required,
        widget=AdminDateInput,
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 1), _("Check the year.")),
            MaxValueValidator(date(LAST_YEAR, 12, 31), _("Check the year.")),
        ],
        **kwargs,
    )


class SeenForm(forms.Form):
    """A form about a row; `seen` is the row's standing when the person looked at it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def refuse(self, refusal: PersonnelRefused) -> None:
        """Say why the service refused, beside the field that it names where there is one."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    def see(self, standing: str) -> None:
        """Let what was typed be saved over a newer standing, which the person is shown."""
        data = cast(Any, self.data).copy()
        data[self.add_prefix("seen")] = standing
        self.data = data

    @property
    def values(self) -> dict[str, Any]:
        """Return what was filled in, without `seen`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def choices_of(self, name: str) -> forms.ModelChoiceField:
        """Return a field of choices."""
        return cast(forms.ModelChoiceField, self.fields[name])


class PositionForm(WagtailAdminModelForm):
    """A post of the national list; `seen` is its standing when the person looked at it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = standing_of(self.instance)

    def clean_name_vi(self) -> str:
        """Compare names as they are stored."""
        return " ".join(normalize(self.cleaned_data["name_vi"]).split())

    def clean_name_en(self) -> str:
        """Return the name as it is stored."""
        return " ".join(normalize(self.cleaned_data["name_en"]).split())

    def see(self, standing: str) -> None:
        """Let what was typed be saved over a newer standing, which the person is shown."""
        self.data = cast(Any, self.data).copy()
        self.data[self.add_prefix("seen")] = standing  # type: ignore[index]


class BodyForm(SeenForm):
    """A body of one unit."""

    name_vi = text_field(_("Vietnamese name"), 160)
    name_en = text_field(_("English name"), 160, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=BodyKind.choices)
    parent = forms.ModelChoiceField(
        label=pgettext_lazy("body", "Part of"),
        queryset=Body.objects.none(),
        required=False,
        empty_label="—",
    )
    term = text_field(
        pgettext_lazy("body", "Term"), 40, required=False, help_text=_("Such as “2023–2028”.")
    )
    sort_order = forms.IntegerField(
        label=_("Order"),
        min_value=0,
        max_value=30_000,
        initial=0,
        help_text=_("Lower numbers come first."),
    )
    is_public = forms.BooleanField(label=_("Shown to everybody"), required=False, initial=True)
    valid_from = day_field(_("First day"), required=False)
    valid_to = day_field(_("Last day"), required=False)

    def __init__(self, *args: Any, bodies, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("parent").queryset = bodies


class EndBodyForm(SeenForm):
    """On which day a body ends, and why."""

    last_day = day_field(_("Last day"), help_text=_("Appointments to it end on that day too."))
    reason = text_field(
        _("Reason"), 200, help_text=_("Such as the number and date of the decision.")
    )


class PersonForm(SeenForm):
    """What is kept of a person; a photo is cleaned and put into the unit's own collection."""

    last_name = text_field(_("Family and middle name"), 150)
    first_name = text_field(_("Given name"), 150)
    email = forms.EmailField(label=_("Work e-mail"), max_length=254, required=False)
    phone = text_field(_("Work telephone"), 40, required=False)
    is_public = forms.BooleanField(
        label=_("Shown to everybody"),
        required=False,
        help_text=_("Name, posts and photo appear in the public directory of the unit."),
    )
    shows_contact = forms.BooleanField(label=_("Work contact shown to everybody"), required=False)
    photo = PictureField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput,
    )
    removes_photo = forms.BooleanField(label=_("Take the present photo away"), required=False)
    is_namesake = forms.BooleanField(
        label=_("This is another person of the same name"), required=False
    )

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person is None or person.photo_id is None:
            del self.fields["removes_photo"]
        if person is not None or not self.data.get("is_namesake"):
            self.namesake_field = self.fields.pop("is_namesake")

    def refuse(self, refusal: PersonnelRefused) -> None:
        """Ask about a namesake only where there is one."""
        if isinstance(refusal, NamesakeKnown):
            self.fields["is_namesake"] = self.namesake_field
        super().refuse(refusal)

    def clean_photo(self):
        """Keep the name of a chosen file, to be told when it must be chosen again."""
        return self.cleaned_data["photo"] or None

    def ask_for_file_again(self) -> None:
        """Name the file that a browser does not send a second time by itself."""
        upload = self.files.get("photo")
        if upload is not None and "photo" not in self.errors:
            text = _("Choose the file “%(name)s” again: the browser has let go of it.")
            self.add_error("photo", ValidationError(text, params={"name": upload.name}))


class PersonChoiceField(forms.ModelChoiceField):
    """A choice of people or accounts by their names."""

    def label_from_instance(self, obj) -> str:
        """Return the name, with the address of an account that tells namesakes apart."""
        if isinstance(obj, Person):
            return obj.full_name
        name = obj.get_full_name() or obj.get_username()
        return f"{name} ({obj.email})" if obj.email else name


class AppointForm(SeenForm):
    """Who comes into which post of which body, from when to when; what is settled is left out."""

    person = PersonChoiceField(label=_("Person"), queryset=Person.objects.none(), empty_label=EMPTY)
    body = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none(), empty_label=EMPTY)
    position = forms.ModelChoiceField(
        label=_("Post"), queryset=Position.objects.none(), empty_label=EMPTY
    )
    is_acting = forms.BooleanField(label=_("Acting"), required=False)
    from_date = day_field(_("From"))
    to_date = day_field(_("To"), required=False, help_text=_("Empty: until further notice."))
    decision = text_field(
        _("Decision"), 160, required=False, help_text=_("Number and date of the decision.")
    )

    def __init__(
        self, *args: Any, people=None, bodies=None, person=None, body=None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.settled = {"person": person, "body": body}
        for name, rows in (("person", people), ("body", bodies)):
            if self.settled[name] is not None:
                del self.fields[name]
            else:
                self.choices_of(name).queryset = rows
        self.choices_of("position").queryset = Position.objects.filter(is_active=True)

    @property
    def entry(self) -> dict[str, Any]:
        """Return the arguments of `appoint`."""
        values = self.values | {name: one for name, one in self.settled.items() if one is not None}
        rows = ("person", "body", "position")
        return {name: one for name, one in values.items() if name not in rows} | {
            f"{name}_id": values[name].pk for name in rows
        }


class EndAppointmentForm(SeenForm):
    """The last day of an appointment."""

    last_day = day_field(_("Last day"), help_text=_("The person still holds the post on that day."))
    reason = text_field(
        _("Reason"),
        200,
        required=False,
        help_text=_("Such as the number and date of the decision."),
    )


class ChangeAppointmentForm(SeenForm):
    """What may be mended of a running appointment."""

    decision = text_field(
        _("Decision"), 160, required=False, help_text=_("Number and date of the decision.")
    )
    is_acting = forms.BooleanField(label=_("Acting"), required=False)


class CancelForm(SeenForm):
    """Why an entry should never have been made."""

    reason = text_field(
        _("Reason"), 200, help_text=_("The entry stays on record, crossed out, with this reason.")
    )


class AccountForm(SeenForm):
    """Which account is the person's, and whether it outlives the last appointment."""

    account = PersonChoiceField(
        label=_("Account"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("No account"),
        help_text=_("Accounts that work in the unit and belong to no other person."),
    )
    is_kept = forms.BooleanField(
        label=_("The account outlives the last appointment"), required=False
    )
    reason = text_field(_("Reason"), 200, required=False, help_text=_("Why the account is kept."))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of("account").queryset = accounts_for(person)
