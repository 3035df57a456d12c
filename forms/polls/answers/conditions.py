"""Whether a question is asked, by what was answered before."""

from typing import Any

from ..enums import ConditionOperator
from ..models import PollQuestion


def is_asked(question: PollQuestion, answers: dict[str, Any]) -> bool:
    """Tell whether a question is asked after the canonical answers to those before it.

    A question whose earlier one was not asked or not answered is not asked.
    """
    if question.condition_on_id is None:
        return True
    answer = answers.get(str(question.condition_on_id))
    return answer is not None and _holds(question, answer)


def _holds(question: PollQuestion, answer: Any) -> bool:
    try:
        value = int(question.condition_value)
    except ValueError:
        return False
    match question.condition_operator:
        case ConditionOperator.IS:
            return answer == value
        case ConditionOperator.IS_NOT:
            return answer != value
        case ConditionOperator.AT_LEAST:
            return isinstance(answer, int) and answer >= value
        case ConditionOperator.AT_MOST:
            return isinstance(answer, int) and answer <= value
    return False
