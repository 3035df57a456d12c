"""Finds answered questions like one that is being asked; never stands in the way of asking."""

import logging
from typing import Any

from core.text import fold_for_search, words

from .models import QuestionPage
from .reading import searchable, with_rows

logger = logging.getLogger(__name__)
OFFERED = 3
LOOKED_AT = 12
READ_OF_TEXT = 1500
FEWEST_WORDS = 3
# Of the words that count in the question, so many must stand in the other one.
LIKE_ENOUGH = 0.4
# Syllables that stand in almost every question and tell nothing of what it is about.
COMMON = frozenset(
    """
    a ạ anh ấy bạn bây bị bởi cả các cái cần càng chị chỉ chính cho chúng chưa có còn cô của cùng
    cũng đã đang đây để đến đều đi điều do đó được em gì giờ hãy hay hỏi hơn không khi là lại làm
    lên mà mình mỗi một muốn nào này nên nếu người nhà như nhưng những nhiều nơi nữa ở phải qua ra
    rằng rất rồi sao sau sẽ tại theo thì tôi trên trong trước từ và vẫn vào vậy về vì việc với xin
    the and for you your are can how what when where with not that this have has was were my our we
    """.split()  # noqa: SIM905 - words, not a list of signs
)


def similar_answers(*, text: str, locale: Any) -> list[QuestionPage]:
    """Return at most three public answers to questions like `text`, the nearest first.

    An empty list too when the search does not answer: asking must go on.
    """
    wanted = telling_words(text)
    if len(wanted) < FEWEST_WORDS:
        return []
    try:
        found = searchable(locale).search(" ".join(wanted), operator="or")[:LOOKED_AT]
        ids = [page.pk for page in found]
    except Exception as fault:  # whatever search server answers, or does not
        # Its name alone: the text of the fault may repeat what the asker wrote.
        logger.error("The search for similar questions failed: %s", type(fault).__name__)
        return []
    pages = with_rows(QuestionPage.objects.filter(pk__in=ids))
    folded = {fold_for_search(word) for word in wanted}
    ranked = sorted(((likeness(folded, page), page.pk, page) for page in pages), reverse=True)
    return [page for share, _pk, page in ranked if share >= LIKE_ENOUGH][:OFFERED]


def telling_words(text: str) -> list[str]:
    """Return the words of a question that tell what it is about, each once, as they come."""
    found = (word.casefold() for word in words(text[:READ_OF_TEXT]))
    return list(dict.fromkeys(word for word in found if word not in COMMON))[:24]


def likeness(folded: set[str], page: QuestionPage) -> float:
    """Return which share of folded words stands in the question of a page."""
    text = f"{page.title} {page.question_text}"
    return len(folded & set(fold_for_search(text).split())) / len(folded)
