"""Narrows the list of questions: topic, unit, province, state, and words without diacritics."""

from functools import reduce
from operator import and_
from typing import Any, cast

from django import forms as django_forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.text import fold_for_search
from units.choosing import UnitChoiceField
from units.enums import UnitKind
from units.models import Unit

from ..enums import QuestionState
from ..models import Question, QuestionTopic
from ..rules import answering_units, is_voice_centre

WORDS_SEARCHED = 10


class FilterForm(django_forms.Form):
    """What is looked for; a choice that does not exist is left out and said."""

    q = django_forms.CharField(label=_("Words or number"), max_length=200, required=False)
    topic = django_forms.ModelChoiceField(
        label=_("Topic"), queryset=QuestionTopic.objects.all(), required=False
    )
    unit = UnitChoiceField(label=_("Unit in charge"), queryset=Unit.objects.none(), required=False)
    province = UnitChoiceField(
        label=_("Province"),
        queryset=Unit.objects.filter(kind=UnitKind.PROVINCE),
        required=False,
    )
    state = django_forms.ChoiceField(
        label=_("State"), choices=[("", "---------"), *QuestionState.choices], required=False
    )

    def __init__(self, *args: Any, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = answering_units(user)
        if is_voice_centre(user):
            units = Unit.objects.all()
        elif len(own) > 1:
            units = Unit.objects.filter(pk__in=own)
        else:
            del self.fields["unit"]
            return
        cast(django_forms.ModelChoiceField, self.fields["unit"]).queryset = units

    def narrow(self, questions: QuerySet[Question]) -> QuerySet[Question]:
        """Return the questions that fit all that was chosen."""
        self.full_clean()
        chosen = self.cleaned_data
        for name in ("topic", "unit", "province", "state"):
            if chosen.get(name):
                questions = questions.filter(**{name: chosen[name]})
        return with_words(questions, chosen["q"]) if chosen.get("q") else questions

    @property
    def is_used(self) -> bool:
        """Tell whether anything was chosen."""
        return any(self.data.get(name) for name in self.fields)


def with_words(questions: QuerySet[Question], query: str) -> QuerySet[Question]:
    """Return the questions whose texts hold every word, in any case and with or without marks.

    A number, with “#” before it or not, finds the question of that number too.
    """
    words = fold_for_search(query).split()[:WORDS_SEARCHED]
    if not words:
        return questions.none()
    found = reduce(and_, (Q(folded__contains=word) for word in words))
    number = query.strip().removeprefix("#")
    if number.isdecimal() and len(number) < 15:
        found |= Q(pk=int(number))
    return questions.filter(found)
