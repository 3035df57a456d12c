"""Narrows the list of people: unit, body, level of post, held or ended, shown, words."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.form_fields import MendedCharField
from core.text import fold_for_search
from units.models import Unit

from ..enums import PostLevel
from ..models import Appointment, Body, Person
from ..queries import ever_held, held_on, holds_or_will

WORDS_SEARCHED = 10


class PostState(models.TextChoices):
    """Whether a person holds a post."""

    HELD = "held", _("Holds a post")
    ENDED = "ended", _("All posts have ended")
    NONE = "none", _("Never held one")


class Shown(models.TextChoices):
    """Whether readers see a person."""

    PUBLIC = "public", _("Shown to everybody")
    INTERNAL = "internal", _("Internal")


def _choices(choices: Any) -> list:
    return [("", _("All")), *choices]


class PeopleFilterForm(forms.Form):
    """What is looked for; a choice that does not exist is left out and said."""

    q = MendedCharField(label=_("Name or e-mail"), max_length=100, required=False)
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, to_field_name="code",
        empty_label=_("All"),
    )  # fmt: skip
    body = forms.ModelChoiceField(
        label=_("Body"), queryset=Body.objects.none(), required=False, empty_label=_("All")
    )
    level = forms.ChoiceField(
        label=_("Level of post"), choices=_choices(PostLevel.choices), required=False
    )
    state = forms.ChoiceField(label=_("Posts"), choices=_choices(PostState.choices), required=False)
    shown = forms.ChoiceField(
        label=_("Visibility"), choices=_choices(Shown.choices), required=False
    )

    def __init__(self, *args: Any, units: list[Unit], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        ids = [unit.pk for unit in units]
        code = self.data.get("unit", "") if self.data else ""
        chosen = [unit.pk for unit in units if unit.code == code]
        if len(units) > 1:
            cast(Any, self.fields["unit"]).queryset = Unit.objects.filter(pk__in=ids)
        else:
            del self.fields["unit"]
            chosen = ids
        if chosen:
            cast(Any, self.fields["body"]).queryset = Body.objects.filter(unit__in=chosen)
        else:
            del self.fields["body"]

    def narrow(self, people: QuerySet[Person]) -> QuerySet[Person]:
        """Return the people who fit all that was chosen; words are looked for by `find_ids`."""
        self.full_clean()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        if "unit" in chosen:
            people = people.filter(unit=chosen["unit"])
        if "shown" in chosen:
            people = people.filter(is_public=chosen["shown"] == Shown.PUBLIC)
        people = self._with_post(people, chosen)
        return _in_state(people, chosen.get("state", ""), self.today)

    def _with_post(self, people: QuerySet[Person], chosen: dict[str, Any]) -> QuerySet[Person]:
        """Ask one appointment for body and level together, a running one unless ended is chosen."""
        post = Q()
        if "body" in chosen:
            post &= Q(body=chosen["body"])
        if "level" in chosen:
            post &= Q(position__level=chosen["level"])
        if not post:
            return people
        is_former = chosen.get("state") == PostState.ENDED
        held = Q(cancelled_at__isnull=True) if is_former else held_on(self.today)
        rows = Appointment.objects.filter(post & held, person=OuterRef("pk"))
        return people.filter(Exists(rows))

    @property
    def words(self) -> list[str]:
        """Return the folded words that are looked for."""
        return fold_for_search(self.cleaned_data.get("q") or "").split()[:WORDS_SEARCHED]

    @property
    def is_used(self) -> bool:
        """Tell whether anything was chosen."""
        return any(self.data.get(name) for name in self.fields)


def find_ids(people: QuerySet[Person], words: list[str]) -> list[int]:
    """Return the ids of people, by given name; with every word in the name or e-mail.

    Folded here: no database folds Vietnamese as we do, and a unit has some hundred people, the
    country some thousand. One query.
    """
    people = people.order_by("sort_name", "pk")
    if not words:
        return list(people.values_list("pk", flat=True))
    rows = people.values_list("pk", "last_name", "first_name", "email")
    return [pk for pk, *texts in rows if _has(fold_for_search(" ".join(texts)), words)]


def _in_state(people: QuerySet[Person], state: str, today: date) -> QuerySet[Person]:
    if state == PostState.HELD:
        running = Appointment.objects.filter(held_on(today), person=OuterRef("pk"))
        return people.filter(Exists(running))
    if state == PostState.ENDED:
        return people.filter(ever_held()).exclude(holds_or_will(today))
    if state == PostState.NONE:
        return people.exclude(ever_held())
    return people


def _has(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
