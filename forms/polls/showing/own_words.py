"""What voters wrote in their own words, for those who made the poll, after the count.

In random order in each question: the order must not tell who wrote after whom.
"""

import random
from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.workbooks import workbook

from ..enums import QuestionKind
from ..models import Ballot, Poll, PollQuestion

CHUNK = 2000
WIDTHS = (50, 100)


def own_words_workbook(poll: Poll) -> bytes:
    """Return an XLSX file with one row for each text."""
    return workbook(_("Own words"), [_("Question"), _("Answer")], _rows(poll), widths=WIDTHS)


def has_own_words(poll: Poll) -> bool:
    """Tell whether the poll asks for own words at all."""
    return _questions(poll).exists()


def _rows(poll: Poll) -> Iterator[list[str]]:
    found: dict[int, list[str]] = {question.pk: [] for question in _questions(poll)}
    ballots = Ballot.objects.filter(poll=poll, is_trial=False).order_by()
    for answers in ballots.values_list("answers", flat=True).iterator(chunk_size=CHUNK):
        for question_id, texts in found.items():
            if text := answers.get(str(question_id)):
                texts.append(text)
    for question in _questions(poll):
        texts = found[question.pk]
        random.SystemRandom().shuffle(texts)
        yield from ([question.text, text] for text in texts)


def _questions(poll: Poll):
    questions = PollQuestion.objects.filter(section__poll=poll, kind=QuestionKind.TEXT)
    return questions.order_by("section__sort_order", "section_id", "sort_order", "pk")
