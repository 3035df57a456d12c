"""Forms of a poll as a whole: they read what was typed; the rules are the services' own."""

from typing import Any, cast
from uuid import UUID, uuid4

from django import forms as django_forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateTimeInput

from core.form_fields import MendedCharField
from units.models import Unit

from ..enums import Audience
from ..models import Poll
from ..services.editing import SETTINGS


class SeenForm(django_forms.Form):
    """A form about a poll as the person saw it: `seen` is its version."""

    seen = django_forms.IntegerField(widget=django_forms.HiddenInput, min_value=0)

    def renew(self, version: int) -> None:
        """Let the next attempt count on the poll as it is now; what was typed stays."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = str(version)
        self.data = data


class KeyedForm(django_forms.Form):
    """A form that makes something: `request_key` lets a second click find what the first made."""

    request_key = django_forms.UUIDField(widget=django_forms.HiddenInput, initial=uuid4)

    @property
    def key(self) -> UUID:
        """Return the key; call it on a valid form only."""
        return self.cleaned_data["request_key"]


def text_field(label: Any, *, longest: int, help_text: Any = "") -> MendedCharField:
    """Return an optional field of several lines."""
    widget = AdminAutoHeightTextInput(attrs={"rows": 2})
    return MendedCharField(
        label=label, max_length=longest, required=False, widget=widget, help_text=help_text
    )


class PollForm(django_forms.Form):
    """Titles, texts, who votes and when."""

    unit = django_forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), empty_label=None
    )
    title_vi = MendedCharField(label=_("Title, in Vietnamese"), max_length=200)
    title_en = MendedCharField(label=_("Title, in English"), max_length=200, required=False)
    intro_vi = text_field(
        _("Introduction, in Vietnamese"),
        longest=2000,
        help_text=_("Why you ask, and what becomes of the answers. Two or three sentences do."),
    )
    intro_en = text_field(_("Introduction, in English"), longest=2000)
    audience = django_forms.ChoiceField(
        label=_("Who may vote"),
        choices=Audience.choices,
        widget=django_forms.RadioSelect,
        initial=Audience.EVERYONE,
    )
    asks_unit = django_forms.BooleanField(
        label=_("Ask voters for their unit"),
        required=False,
        help_text=_("Only for polls of everybody: codes and accounts tell the unit themselves."),
    )
    shows_interim = django_forms.BooleanField(
        label=_("Show results before the close"),
        required=False,
        help_text=_("Decided before the opening and told to voters; it cannot change later."),
    )
    opens_at = django_forms.DateTimeField(
        label=_("Opens at"), required=False, widget=AdminDateTimeInput
    )
    closes_at = django_forms.DateTimeField(
        label=_("Closes at"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=_("You may leave both times empty now and set them before you announce."),
    )
    thanks_vi = text_field(
        _("Thanks, in Vietnamese"), longest=1000, help_text=_("What voters read after voting.")
    )
    thanks_en = text_field(_("Thanks, in English"), longest=1000)

    @property
    def values(self) -> dict[str, Any]:
        """Return what the services take; call it on a valid form only."""
        return {name: self.cleaned_data[name] for name in SETTINGS}


class NewPollForm(KeyedForm, PollForm):
    """A new poll, of one of the units for which the account makes them."""

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(django_forms.ModelChoiceField, self.fields["unit"])
        field.queryset = units.order_by("sort_name")
        if len(first := units.values_list("pk", flat=True)[:2]) == 1:
            field.widget, field.initial = django_forms.HiddenInput(), first[0]


class ChangePollForm(SeenForm, PollForm):
    """A poll that stays with its unit."""

    unit = None  # type: ignore[assignment]

    @classmethod
    def of(cls, poll: Poll) -> "ChangePollForm":
        """Return the form with what is stored."""
        values = {name: getattr(poll, name) for name in SETTINGS}
        return cls(initial=values | {"seen": poll.version})


class SectionForm(SeenForm):
    """The heading of a section."""

    text_vi = MendedCharField(label=_("Heading, in Vietnamese"), max_length=300)
    text_en = MendedCharField(label=_("Heading, in English"), max_length=300, required=False)


class AnnounceForm(SeenForm):
    """The last step before readers see a poll."""

    opens_now = django_forms.BooleanField(
        label=_("Open the poll at once"),
        required=False,
        help_text=_("Instead of at the time above."),
    )


class TimesForm(SeenForm):
    """The times of an announced poll."""

    opens_at = django_forms.DateTimeField(label=_("Opens at"), widget=AdminDateTimeInput)
    closes_at = django_forms.DateTimeField(label=_("Closes at"), widget=AdminDateTimeInput)


class LaterForm(SeenForm):
    """The close of an open poll."""

    closes_at = django_forms.DateTimeField(label=_("Closes at"), widget=AdminDateTimeInput)


class CancelForm(SeenForm):
    """Why a poll is called off."""

    reason_vi = MendedCharField(
        label=_("Reason, in Vietnamese"),
        max_length=300,
        required=False,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )
    reason_en = MendedCharField(
        label=_("Reason, in English"),
        max_length=300,
        required=False,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )
