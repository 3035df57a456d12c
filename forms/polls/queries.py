"""Reads of a poll as it is made, and of what readers find of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, Sum
from wagtail.models import Page

from .enums import OptionAxis
from .models import BallotChain, Poll, PollOption, PollPage, PollQuestion, PollSection


@dataclass(frozen=True)
class NumberedQuestion:
    """A question with the number that voters see, and its options by what they are."""

    number: int
    question: PollQuestion
    choices: list[PollOption]
    rows: list[PollOption]


@dataclass(frozen=True)
class Outline:
    """A whole poll in its order."""

    poll: Poll
    sections: list[tuple[PollSection, list[NumberedQuestion]]]
    by_id: dict[int, NumberedQuestion] = field(default_factory=dict)

    @property
    def questions(self) -> list[NumberedQuestion]:
        """Return all questions in their order."""
        return [one for _section, questions in self.sections for one in questions]


def outline_of(poll: Poll) -> Outline:
    """Return sections, questions and options of a poll; three queries whatever there is."""
    questions = PollQuestion.objects.prefetch_related("options")
    sections = poll.sections.prefetch_related(Prefetch("questions", questions))
    outline, number = Outline(poll, []), 0
    for section in sections:
        numbered = []
        for question in section.questions.all():
            number += 1
            numbered.append(_numbered(number, question))
        outline.sections.append((section, numbered))
        outline.by_id.update({one.question.pk: one for one in numbered})
    return outline


def poll_of_page(page: Page) -> Poll | None:
    """Return the poll that a page shows, in whichever language; one query, with its unit."""
    polls = Poll.objects.select_related("unit", "page")
    return polls.filter(page__translation_key=page.translation_key).first()


def pages_of(poll: Poll) -> list[PollPage]:
    """Return the public pages of a poll: the Vietnamese one, then the English one if any."""
    if poll.page is None:
        return []
    pages = PollPage.objects.filter(translation_key=poll.page.translation_key)
    return sorted(pages.select_related("locale"), key=lambda page: page.pk != poll.page_id)


def ballots_cast(poll: Poll) -> int:
    """Return how many ballots a poll has, trial ballots apart; nothing of what they say."""
    return BallotChain.objects.filter(poll=poll).aggregate(sum=Sum("length"))["sum"] or 0


def with_axis(options: Iterable[PollOption], axis: OptionAxis) -> list[PollOption]:
    """Return the options that are choices, or rows of a table, in their order."""
    return [one for one in options if one.axis == axis]


def _numbered(number: int, question: PollQuestion) -> NumberedQuestion:
    options = list(question.options.all())
    return NumberedQuestion(
        number,
        question,
        with_axis(options, OptionAxis.CHOICE),
        with_axis(options, OptionAxis.ROW),
    )
