"""Plain questions for people whose browser runs no script; each answer opens one form."""

from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.text import fold_for_search

BETWEEN = "|"
answer = partial(pgettext_lazy, "answers, the first two are shown")

# Every accepted answer, parted by "|". Of numbers the second is the word that questions use.
NUMBERS = (
    answer("1|one"),
    answer("2|two"),
    answer("3|three"),
    answer("4|four"),
    answer("5|five"),
    answer("6|six"),
    answer("7|seven"),
    answer("8|eight"),
    answer("9|nine"),
    answer("10|ten"),
)
DAYS = (
    answer("Monday|Mon"),
    answer("Tuesday|Tue"),
    answer("Wednesday|Wed"),
    answer("Thursday|Thu"),
    answer("Friday|Fri"),
    answer("Saturday|Sat"),
    answer("Sunday|Sun"),
)
THINGS = (
    (
        _("Which of these is a fruit: %(words)s?"),
        (answer("mango|a mango"), answer("banana|a banana"), answer("orange|an orange")),
    ),
    (
        _("Which of these is an animal: %(words)s?"),
        (answer("cat|a cat"), answer("buffalo|a buffalo"), answer("hen|a hen")),
    ),
    (
        _("Which of these is a piece of furniture: %(words)s?"),
        (answer("chair|a chair"), answer("table|a table"), answer("bed|a bed")),
    ),
)
SUM = _("%(first)s plus %(second)s is how many?")
DIFFERENCE = _("%(first)s minus %(second)s is how many?")
TOMORROW = _("Today is %(day)s. Which day is tomorrow?")
YESTERDAY = _("Today is %(day)s. Which day was yesterday?")


@dataclass(frozen=True)
class WordQuestion:
    """A question in the language of the page and what answers it."""

    text: str
    accepted: str | Promise

    def is_answered_by(self, given: str) -> bool:
        """Compare without case, tone marks and punctuation, in every language of the portal."""
        words = fold_for_search(given[:100])
        return bool(words) and words in self._answers()

    def _answers(self) -> set[str]:
        found: set[str] = set()
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                found.update(map(fold_for_search, str(self.accepted).split(BETWEEN)))
        return found


class _Dice:
    """Numbers that follow from a seed, so that a question need not be kept."""

    def __init__(self, seed: str) -> None:
        self.rest = int.from_bytes(sha256(seed.encode()).digest())

    def below(self, limit: int) -> int:
        self.rest, number = divmod(self.rest, limit)
        return number


def question_of(seed: str) -> WordQuestion:
    """Return the question that belongs to a secret seed: one of about 150."""
    dice = _Dice(seed)
    return (_sum, _difference, _day, _thing)[dice.below(4)](dice)


def _sum(dice: _Dice) -> WordQuestion:
    total = 2 + dice.below(9)
    first = 1 + dice.below(total - 1)
    return _calculation(SUM, first, total - first, total)


def _difference(dice: _Dice) -> WordQuestion:
    first = 2 + dice.below(9)
    second = 1 + dice.below(first - 1)
    return _calculation(DIFFERENCE, first, second, first - second)


def _calculation(text: Promise, first: int, second: int, result: int) -> WordQuestion:
    words = {"first": _shown(NUMBERS[first - 1], 1), "second": _shown(NUMBERS[second - 1], 1)}
    return WordQuestion(capfirst(str(text) % words), NUMBERS[result - 1])


def _day(dice: _Dice) -> WordQuestion:
    today, step = dice.below(7), (1, -1)[dice.below(2)]
    text = TOMORROW if step == 1 else YESTERDAY
    return WordQuestion(str(text) % {"day": _shown(DAYS[today])}, DAYS[(today + step) % 7])


def _thing(dice: _Dice) -> WordQuestion:
    wanted = dice.below(3)
    chosen = [words[dice.below(3)] for _question, words in THINGS]
    place = dice.below(3)
    shown = [_shown(word) for word in chosen[place:] + chosen[:place]]
    return WordQuestion(str(THINGS[wanted][0]) % {"words": ", ".join(shown)}, chosen[wanted])


def _shown(accepted: Promise, place: int = 0) -> str:
    return str(accepted).split(BETWEEN)[place]
