"""Narrows the register: type, issuer, year, field, status, audience, state, number and words."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.form_fields import MendedCharField
from units.models import Unit
from units.rules import is_office

from ..enums import Audience, DocumentState, DocumentStatus
from ..models import DocumentField, DocumentType, OfficialDocument
from ..public.listing import NEWEST_FIRST, with_words
from ..readers import executive_documents, readable_documents
from ..status import with_status

NOTHING: list[tuple[str, Any]] = [("", "---------")]
OWN, ALL = "own", "all"
EXACT = ("type", "issuer", "year", "field", "status", "audience", "state")


class FilterForm(django_forms.Form):
    """What is looked for; a choice that does not exist is left out."""

    q = MendedCharField(label=_("Number or words"), max_length=200, required=False)
    reach = django_forms.ChoiceField(
        label=pgettext_lazy("register", "Documents"),
        choices=[(OWN, _("Of my units")), (ALL, _("All that I may read"))],
        required=False,
    )
    type = django_forms.ModelChoiceField(
        label=pgettext_lazy("document", "Type"),
        queryset=DocumentType.objects.all(),
        required=False,
    )
    issuer = django_forms.ModelChoiceField(
        label=_("Issuer"), queryset=Unit.objects.none(), required=False
    )
    year = django_forms.IntegerField(
        label=_("Year"), min_value=1929, max_value=2200, required=False
    )
    field = django_forms.ModelChoiceField(
        label=_("Field"), queryset=DocumentField.objects.all(), required=False
    )
    status = django_forms.ChoiceField(
        label=pgettext_lazy("document", "Status"),
        choices=[*NOTHING, *DocumentStatus.choices],
        required=False,
    )
    audience = django_forms.ChoiceField(
        label=_("Who may read it"), choices=[*NOTHING, *Audience.choices], required=False
    )
    state = django_forms.ChoiceField(
        label=_("State"), choices=[*NOTHING, *DocumentState.choices], required=False
    )

    def __init__(self, *args: Any, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if is_office(user):
            del self.fields["reach"]
        issuers = readable_documents(user).exclude(issuer=None).order_by().values("issuer")
        self.fields["issuer"].queryset = Unit.objects.filter(  # type: ignore[attr-defined]
            pk__in=issuers
        )

    def narrow(self, *, day: date) -> QuerySet[OfficialDocument]:
        """Return the account's documents that fit, each with its `status` on a day."""
        self.full_clean()
        chosen = self.cleaned_data
        own = chosen.get("reach") != ALL and not is_office(self.user)
        documents = executive_documents(self.user) if own else readable_documents(self.user)
        documents = with_status(documents, day)
        exact = {name: chosen[name] for name in EXACT if chosen.get(name)}
        documents = documents.filter(**exact)
        words = chosen.get("q")
        return with_words(documents, words) if words else documents.order_by(*NEWEST_FIRST)

    @property
    def is_used(self) -> bool:
        """Tell whether anything was chosen."""
        return any(self.data.get(name) for name in self.fields)
