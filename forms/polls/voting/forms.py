"""The form of a poll: who votes, the answers, and the guard against floods."""

from typing import Any, cast
from uuid import UUID

from django import forms as django_forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from units.models import Unit
from units.queries import active_units

from ...guarding import limits
from ...guarding.forms import GuardedForm
from ..answers import Reading, read_answers
from ..enums import Audience
from ..queries import Outline

NO_CODE = _("Type the code on your slip.")
CODE_ATTRIBUTES = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "inputmode": "text",
}


class BallotForm(GuardedForm, django_forms.Form):
    """A ballot that is being filled in; its questions are read by `forms.polls.answers`."""

    purpose = "vote"

    code = django_forms.CharField(
        label=_("Your code"),
        max_length=60,
        help_text=_(
            "It is on the slip from your union. Capitals, spaces and hyphens do not matter."
        ),
        error_messages={"required": NO_CODE},
        widget=django_forms.TextInput(attrs=CODE_ATTRIBUTES),
    )
    unit = django_forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Your trade union"),
        required=False,
        empty_label=_("I would rather not say"),
        help_text=_("Used to count by unit. Units with few ballots are not shown."),
    )

    def __init__(
        self, *args: Any, outline: Outline, key: UUID | None = None, is_trial: bool, **kwargs: Any
    ) -> None:
        self.outline, self._key = outline, key
        self.reading = Reading()
        super().__init__(*args, **kwargs)
        poll = outline.poll
        if poll.audience != Audience.CODES or is_trial:
            del self.fields["code"]
        if poll.audience == Audience.EVERYONE and poll.asks_unit:
            self.fields["unit"].queryset = active_units()  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]

    @cached_property
    def submission_key(self) -> UUID:
        """Return the key of the ballot: the device's own, else that of the form."""
        return self._key or super().submission_key

    @property
    def is_unproven(self) -> bool:
        """Tell whether the check against programs was not passed."""
        return self.is_bound and not self.too_many and self._proof is None

    def count_guess(self) -> None:
        """Count a code that was wrong; who types too many of them is told to wait."""
        try:
            limits.guess(self.request, self.purpose, now=self.now)
        except limits.TooMany as many:
            self.too_many = many
            self.add_error(None, many.message)

    def clean(self) -> dict[str, Any]:
        """Read the answers; each fault stands beside its question, their number on top."""
        self.reading = read_answers(self.outline, cast(QueryDict, self.data))
        if count := len(self.reading.errors):
            text = ngettext(
                "%(count)s question needs another look.",
                "%(count)s questions need another look.",
                count,
            )
            self.add_error(None, text % {"count": count})
        return self.cleaned_data
