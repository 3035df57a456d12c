"""Says in words what a question asks for and when it is asked."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..enums import ConditionOperator, QuestionKind
from ..models import PollQuestion
from ..queries import NumberedQuestion, Outline


def facts_of(one: NumberedQuestion) -> list[str]:
    """Return the settings of a question that differ from what one expects."""
    question = one.question
    facts = [str(question.get_kind_display())]
    if question.kind == QuestionKind.MULTIPLE and question.most_choices:
        text = ngettext(
            "at most %(count)s choice", "at most %(count)s choices", question.most_choices
        )
        facts.append(text % {"count": question.most_choices})
    facts += _bounds(question)
    facts.append(_("must be answered") if question.is_required else _("may be left out"))
    if question.is_shuffled:
        facts.append(_("random order"))
    return facts


def condition_in_words(one: NumberedQuestion, outline: Outline) -> str:
    """Return when a question is asked, or nothing when it always is."""
    question = one.question
    source = outline.by_id.get(question.condition_on_id or 0)
    if source is None:
        return ""
    text = {
        ConditionOperator.IS: _("Asked only when question %(number)s is “%(value)s”"),
        ConditionOperator.IS_NOT: _("Asked only when question %(number)s is not “%(value)s”"),
        ConditionOperator.AT_LEAST: _("Asked only when question %(number)s is at least %(value)s"),
        ConditionOperator.AT_MOST: _("Asked only when question %(number)s is at most %(value)s"),
    }[ConditionOperator(question.condition_operator)]
    return text % {"number": source.number, "value": _value(question, source)}


def _bounds(question: PollQuestion) -> list[str]:
    if question.kind == QuestionKind.TEXT:
        return [_("up to %(count)s characters") % {"count": question.longest}]
    low, high = question.lowest, question.highest
    if low is not None and high is not None:
        return [_("from %(low)s to %(high)s") % {"low": low, "high": high}]
    if low is not None:
        return [_("from %(low)s") % {"low": low}]
    return [_("up to %(high)s") % {"high": high}] if high is not None else []


def _value(question: PollQuestion, source: NumberedQuestion) -> str:
    by_key = {str(option.pk): option.text for option in source.choices}
    if source.question.kind == QuestionKind.SINGLE:
        return by_key.get(question.condition_value, "?")
    return question.condition_value
