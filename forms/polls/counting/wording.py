"""What a poll asked, as plain data: the count stays true when the register changes later."""

from dataclasses import dataclass, field
from typing import Any

from ..enums import OptionAxis
from ..models import Poll, PollOption, PollQuestion


@dataclass(frozen=True)
class Wording:
    """A question with its options in order; `rows` only for tables."""

    question: PollQuestion
    choices: list[PollOption] = field(default_factory=list)
    rows: list[PollOption] = field(default_factory=list)

    def described(self) -> dict[str, Any]:
        """Return `{"id", "kind", "text_vi", "text_en"}`."""
        return {"kind": self.question.kind, **texts(self.question)}


def texts(worded: PollQuestion | PollOption) -> dict[str, Any]:
    """Return `{"id", "text_vi", "text_en"}`."""
    return {"id": worded.pk, "text_vi": worded.text_vi, "text_en": worded.text_en}


def wordings_of(poll: Poll) -> list[Wording]:
    """Return the questions of a poll in their order, in two queries."""
    questions = (
        PollQuestion.objects.filter(section__poll=poll)
        .order_by("section__sort_order", "section_id", "sort_order", "pk")
        .prefetch_related("options")
    )
    return [_wording(question) for question in questions]


def _wording(question: PollQuestion) -> Wording:
    found = sorted(question.options.all(), key=lambda option: (option.sort_order, option.pk))
    rows = [option for option in found if option.axis == OptionAxis.ROW]
    return Wording(question, [one for one in found if one.axis != OptionAxis.ROW], rows)
