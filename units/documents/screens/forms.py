"""What officers fill in; the rules are the services' own."""

from typing import Any
from uuid import UUID, uuid4

from django import forms as django_forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput

from core.form_fields import MendedCharField
from units.enums import UnitKind, UnitRole
from units.lineage import acting_units
from units.models import Unit
from units.queries import active_units
from units.rules import is_office

from .. import rules
from ..enums import Audience, RelationKind, Secrecy, Urgency
from ..models import DocumentField, DocumentType, OfficialDocument
from ..numbers import type_slug_of
from ..services.entering import COLUMNS
from ..services.relating import LONGEST_NOTE
from ..uploads import ACCEPT

SYMBOLS = _(
    "As it stands on the paper: 1197/TLĐ (official letter), 1291/QĐ-TLĐ (decision), 06b/NQ-TLĐ "
    "(resolution), 25/KH-LĐLĐ (plan), 12/HD-TLĐ (guidance)."
)


class SeenForm(django_forms.Form):
    """A form about a document as the person saw it: `seen` is its version."""

    seen = django_forms.IntegerField(widget=django_forms.HiddenInput, min_value=0)

    def renew(self, version: int) -> None:
        """Let the next attempt count on the document as it is now; what was typed stays."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("seen")] = str(version)
        self.data = data


class SecrecyField(django_forms.ChoiceField):
    """Asks for the degree of secrecy; nothing is chosen beforehand."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Degree of secrecy"),
            choices=Secrecy.choices,
            widget=django_forms.RadioSelect,
            help_text=_("Documents with a degree of secrecy must not be put on this portal."),
            error_messages={"required": _("Say whether the document is secret.")},
        )


class EntryForm(django_forms.Form):
    """An entry of the register."""

    secrecy = SecrecyField()
    number_symbol = MendedCharField(label=_("Number and symbol"), max_length=60, help_text=SYMBOLS)
    type = django_forms.ModelChoiceField(
        label=pgettext_lazy("document", "Type"),
        queryset=DocumentType.objects.none(),
        required=False,
        help_text=_("Left empty, it is taken from the symbol."),
    )
    issuer = django_forms.ModelChoiceField(
        label=_("Issuing unit"), queryset=Unit.objects.none(), required=False
    )
    issuer_name = MendedCharField(
        label=_("Or an authority outside the union"),
        max_length=200,
        required=False,
        help_text=_("Such as Chính phủ or Bộ Nội vụ; leave the issuing unit empty then."),
    )
    issued_on = django_forms.DateField(label=_("Issued on"), widget=AdminDateInput)
    abstract = MendedCharField(
        label=_("Abstract"),
        max_length=1000,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_("What it is about, as it stands on the paper after “V/v” or the type."),
    )
    field = django_forms.ModelChoiceField(
        label=_("Field"), queryset=DocumentField.objects.none(), required=False
    )
    effective_on = django_forms.DateField(
        label=_("In force from"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Empty: from the day of issue."),
    )
    expired_on = django_forms.DateField(
        label=_("No longer in force from"), required=False, widget=AdminDateInput
    )
    signer_name = MendedCharField(label=_("Signed by"), max_length=150, required=False)
    signer_position = MendedCharField(
        label=_("Position of the signer"), max_length=150, required=False
    )
    drafting_unit = django_forms.ModelChoiceField(
        label=_("Drafting unit"), queryset=Unit.objects.none(), required=False
    )
    urgency = django_forms.ChoiceField(
        label=_("Urgency"), choices=Urgency.choices, initial=Urgency.NORMAL
    )
    audience = django_forms.ChoiceField(
        label=_("Who may read it"),
        choices=Audience.choices,
        widget=django_forms.RadioSelect,
        initial=Audience.INTERNAL,
    )

    def __init__(self, *args: Any, user, document: OfficialDocument | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)

        def kept(name: str) -> int | None:
            return getattr(document, name) if document else None

        self._offer("type", _in_use(DocumentType, kept("type_id")))
        self._offer("field", _in_use(DocumentField, kept("field_id")))
        issuers = rules.issuers_for(user)
        self._offer("issuer", _with(issuers, kept("issuer_id")))
        drafters = Unit.objects.all()
        if not is_office(user):
            drafters = drafters.filter(pk__in=acting_units(user, UnitRole.OFFICER))
        self._offer("drafting_unit", _with(drafters, kept("drafting_unit_id")))

    @property
    def values(self) -> dict[str, Any]:
        """Return what the services take; call it on a valid form only."""
        return {name: self.cleaned_data[name] for name in COLUMNS}

    def clean(self) -> dict[str, Any]:
        """Take the type from the symbol; ask for one issuer."""
        given = super().clean() or {}
        if not given.get("type") and "type" not in self.errors:
            slug = type_slug_of(given.get("number_symbol") or "")
            given["type"] = DocumentType.objects.filter(slug=slug, is_active=True).first()
            if given["type"] is None and given.get("number_symbol"):
                self.add_error("type", _("The symbol does not tell the type. Choose it."))
        both = bool(given.get("issuer")) == bool(given.get("issuer_name"))
        if both and not {"issuer", "issuer_name"} & set(self.errors):
            self.add_error("issuer", _("Choose the issuing unit, or name the authority."))
        return given

    def _offer(self, name: str, rows: QuerySet) -> None:
        self.fields[name].queryset = rows  # type: ignore[attr-defined]


class NewEntryForm(EntryForm):
    """A new entry of one of the account's units."""

    unit = django_forms.ModelChoiceField(
        label=_("Entered by"), queryset=Unit.objects.none(), empty_label=None
    )
    request_key = django_forms.UUIDField(widget=django_forms.HiddenInput, initial=uuid4)
    field_order = ("unit", "secrecy")

    def __init__(self, *args: Any, user, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        units = rules.keepers_for(user) & active_units()
        self._offer("unit", units)
        first = list(units.values_list("pk", flat=True)[:2])
        if len(first) == 1:
            self.fields["unit"].widget = django_forms.HiddenInput()
            self.fields["unit"].initial = self.fields["issuer"].initial = first[0]
        else:
            centre = units.filter(kind=UnitKind.CONFEDERATION).first()
            self.fields["unit"].initial = self.fields["issuer"].initial = centre and centre.pk

    @property
    def key(self) -> UUID:
        """Return the key by which a second click is known; call it on a valid form only."""
        return self.cleaned_data["request_key"]


class ChangeEntryForm(SeenForm, EntryForm):
    """An entry as it is stored."""

    field_order = ("secrecy",)

    @classmethod
    def of(cls, document: OfficialDocument, *, user) -> "ChangeEntryForm":
        """Return the form with what is stored; that it is no secret was said before."""
        values = {name: getattr(document, name) for name in COLUMNS}
        values |= {"seen": document.version, "secrecy": Secrecy.NONE.value}
        return cls(initial=values, user=user, document=document)


class SeveralFilesInput(django_forms.FileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return all files of the field."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesForm(django_forms.Form):
    """Files to be added; each is looked into by the screen."""

    secrecy = SecrecyField()
    uploads = django_forms.Field(
        label=_("Files"),
        required=False,
        widget=SeveralFilesInput(attrs={"accept": ACCEPT}),
        help_text=_("PDF, Word, Excel, ODT, or scans as JPG and PNG; each up to 30 MB."),
    )


class ReplaceForm(django_forms.Form):
    """A file in the place of another one."""

    secrecy = SecrecyField()
    file = django_forms.FileField(
        label=_("New file"), widget=django_forms.FileInput(attrs={"accept": ACCEPT})
    )


class WithdrawForm(SeenForm):
    """Why a document is withdrawn."""

    reason = MendedCharField(
        label=_("Reason of the withdrawal"),
        max_length=300,
        help_text=_("Readers of the public page see it."),
        error_messages={"required": _("Write why it is withdrawn.")},
    )


class RelationForm(django_forms.Form):
    """What a document does to another one, which is found by its number."""

    kind = django_forms.ChoiceField(label=_("This document"), choices=RelationKind.choices)
    number = MendedCharField(
        label=_("Number of the other document"),
        max_length=100,
        help_text=_("In any spelling: 1291/QĐ-TLĐ, 1291 qd, 1291."),
        error_messages={"required": _("Write the number of the other document.")},
    )
    note = MendedCharField(
        label=pgettext_lazy("relation", "Note"),
        max_length=LONGEST_NOTE,
        required=False,
        help_text=_("Such as “amends article 5”."),
    )


def _in_use(model: Any, kept_id: int | None) -> QuerySet:
    return _with(model.objects.filter(is_active=True), kept_id)


def _with(rows: QuerySet, kept_id: int | None) -> QuerySet:
    """Return the rows, and the one that is stored although it is not offered any more."""
    return rows.model.objects.filter(pk__in=rows.values("pk")) | rows.model.objects.filter(
        pk=kept_id
    )
