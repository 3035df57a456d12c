"""The form of a plan: which units, which successors, on which day, by which decision."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from core.text import normalize
from units.enums import UnitKind
from units.models import Unit
from units.queries import active_units

from ..enums import OperationKind
from ..plans import NewUnit, Plan

NEW_UNITS = 3


class UnitChoice(forms.ModelMultipleChoiceField):
    """Several units, by name and code."""

    def label_from_instance(self, unit: Unit) -> str:
        """Name a unit so that two of one name can be told apart."""
        return f"{unit.name} ({unit.code})"


class OneUnitChoice(forms.ModelChoiceField):
    """One unit, by name and code."""

    def label_from_instance(self, unit: Unit) -> str:
        """Name a unit so that two of one name can be told apart."""
        return f"{unit.name} ({unit.code})"


class PlanForm(forms.Form):
    """When, by which decision, and which units hand over."""

    effective_on = forms.DateField(
        label=_("First day of what comes"),
        widget=AdminDateInput,
        help_text=_(
            "The last day of the units that end is the day before. A day in the past or today is "
            "carried out once confirmed; a later one at midnight of that day."
        ),
    )
    decision = forms.CharField(
        label=_("Decision"),
        max_length=255,
        help_text=_("Number and date of the decision, or the source."),
    )
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, kind: OperationKind, **kwargs: Any) -> None:
        """Add the choice of units that the kind asks for."""
        super().__init__(*args, **kwargs)
        self.kind = kind
        units = active_units()
        if kind == OperationKind.MERGE:
            self.fields["predecessors"] = UnitChoice(
                units,
                label=_("Units that are merged"),
                widget=forms.CheckboxSelectMultiple,
                help_text=_(
                    "Tick the units that end. A unit that goes on and takes them in is chosen "
                    "below as successor."
                ),
            )
        else:
            self.fields["predecessors"] = OneUnitChoice(units, label=_LABELS[kind])
        if kind == OperationKind.SPLIT:
            self.fields["successors"] = UnitChoice(
                units,
                required=False,
                label=_("Successors that exist"),
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Choose the unit itself where it goes on and only a part leaves it."),
            )
            self.fields["taker"] = forms.ChoiceField(
                label=_("Successor that takes over what is open"),
                choices=_takers(units),
                widget=forms.Select({"data-reorg-taker": ""}),
                help_text=_("One of the successors chosen above or described below."),
                error_messages={"required": _("Choose which successor takes over what is open.")},
            )
        elif kind != OperationKind.CLOSE:
            self.fields["successors"] = OneUnitChoice(
                units,
                required=False,
                label=_("Successor that exists"),
                help_text=_("Or leave this empty and describe a new unit below."),
            )
        self.order_fields(["predecessors", "successors", "taker", "effective_on", "decision"])

    @property
    def ticked(self) -> list[str]:
        """Return the names of the fields that are lists to tick."""
        several = forms.CheckboxSelectMultiple
        return [name for name, field in self.fields.items() if isinstance(field.widget, several)]

    @property
    def makes_units(self) -> int:
        """Return how many new units the kind may have."""
        if self.kind == OperationKind.CLOSE:
            return 0
        return NEW_UNITS if self.kind == OperationKind.SPLIT else 1

    def plan(self, new: dict[str, NewUnit]) -> Plan:
        """Return the plan of a valid form; `new` are the units to be made, by their place."""
        data = self.cleaned_data
        known = {str(unit.pk): unit for unit in _several(data.get("successors"))}
        places = [*known, *new]
        successors: tuple[Unit | NewUnit, ...] = (*known.values(), *new.values())
        return Plan(
            kind=self.kind,
            effective_on=data["effective_on"],
            decision=data["decision"],
            note=data["note"],
            predecessors=tuple(_several(data["predecessors"])),
            successors=successors,
            # One that is chosen and is no successor is a fault of the plan: -1 is nobody's place.
            taker=(places.index(data["taker"]) if data["taker"] in places else -1)
            if "taker" in data
            else 0,
        )


def new_place(number: int) -> str:
    """Return how the form of a new unit is called, and how it is chosen as taker."""
    return f"new-{number}"


class NewUnitForm(forms.Form):
    """A unit to be made; wholly empty where there is none."""

    code = forms.CharField(
        label=_("Code"), max_length=40, required=False, help_text=_("Such as LDLD-HUE.")
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=UnitKind.choices, required=False, initial=UnitKind.PROVINCE
    )
    name_vi = forms.CharField(label=_("Vietnamese name"), max_length=200, required=False)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    short_name_vi = forms.CharField(label=_("Short name"), max_length=80, required=False)
    slug = forms.SlugField(
        label=_("Address"),
        max_length=100,
        required=False,
        help_text=_("The last part of the sub-site's address, such as ldld-hue."),
    )

    NEEDED = ("code", "name_vi", "short_name_vi", "slug")

    def clean(self) -> dict[str, Any]:
        """Ask for all that a unit needs as soon as one thing is filled in."""
        data = super().clean() or {}
        if self.is_described:
            for name in self.NEEDED:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A new unit needs this."))
        return data

    @property
    def is_described(self) -> bool:
        """Tell whether anything but the kind is filled in."""
        names = ("code", "name_vi", "name_en", "short_name_vi", "slug")
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    def new_unit(self) -> NewUnit:
        """Return the unit of a valid form."""
        data = {name: normalize(str(value)).strip() for name, value in self.cleaned_data.items()}
        return NewUnit(**data | {"code": data["code"].upper()})


_LABELS = {
    OperationKind.SPLIT: _("Unit that is split"),
    OperationKind.REPLACE: _("Unit that is replaced"),
    OperationKind.RENAME: _("Unit that gets a new name"),
    OperationKind.CLOSE: _("Unit that is closed"),
}


def _takers(units: QuerySet[Unit]) -> list[tuple[Any, Any]]:
    """Return the units to be made by their number, as the form names them, then those there are."""
    new = [
        (new_place(number), _("New unit %(number)s") % {"number": number + 1})
        for number in range(NEW_UNITS)
    ]
    known = [(str(unit.pk), f"{unit.name} ({unit.code})") for unit in units]
    return [
        ("", _("Choose a successor")),
        (_("Units to be made"), new),
        (_("Successors that exist"), known),
    ]


def _several(units: Any) -> Iterator[Unit]:
    if isinstance(units, Unit):
        yield units
    elif units is not None:
        yield from units
