"""Who may see and do what with questions: predicates without side effects."""

from django.db.models import QuerySet

from units.enums import UnitRole
from units.lineage import acting_units
from units.rules import is_voice_centre

from .enums import WITH_UNIT, QuestionState
from .models import Advice, Question


def answering_units(user) -> frozenset[int]:
    """Return the ids of the units for which `user` answers, their predecessors among them."""
    return acting_units(user, UnitRole.RESPONDENT)


def is_in_charge(user, question: Question) -> bool:
    """Tell whether `user` answers for the unit in charge."""
    return question.unit_id is not None and question.unit_id in answering_units(user)


def questions_for(user) -> QuerySet[Question]:
    """Return the questions that an account may open: all at the centre, else its units' own."""
    if is_voice_centre(user):
        return Question.objects.all()
    return Question.objects.filter(unit__in=answering_units(user))


def counted_units(user) -> frozenset[int]:
    """Return the ids of the units whose figures `user` reads: answers for them or leads them."""
    return acting_units(user, UnitRole.RESPONDENT, UnitRole.CHIEF_EDITOR)


def may_open(user, question: Question) -> bool:
    """Tell whether `user` may read what was asked."""
    return is_voice_centre(user) or is_in_charge(user, question)


def may_work(user, question: Question) -> bool:
    """Tell whether `user` may write the answer: the unit in charge, or the centre in its place."""
    return question.unit_id is not None and may_open(user, question)


def may_read_contact(user, question: Question) -> bool:
    """Tell whether `user` may read who asked: the unit in charge, before it the centre."""
    if question.unit_id is None:
        return is_voice_centre(user)
    return is_in_charge(user, question)


def may_reopen(user, question: Question) -> bool:
    """Tell whether `user` may take up an answered question again."""
    return may_work(user, question)


def is_with_unit(question: Question) -> bool:
    """Tell whether a unit has to answer next."""
    return question.state in WITH_UNIT


def may_release(user, question: Question) -> bool:
    """Tell whether `user` may release: the centre, and nobody their own answer."""
    if question.state != QuestionState.IN_REVIEW or not is_voice_centre(user):
        return False
    return not question.answers.filter(state="in_review", author=user).exists()


def advice_for(user) -> QuerySet[Advice]:
    """Return what other units ask of those for which an account answers."""
    return Advice.objects.filter(unit__in=answering_units(user))


def may_advise(user, advice: Advice) -> bool:
    """Tell whether `user` may advise: the respondents of the unit that is asked."""
    return advice.unit_id in answering_units(user)
