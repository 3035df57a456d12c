"""Plain questions for people whose browser runs no script; each answer opens one form."""

from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.text import fold_for_search

BETWEEN = "|"

# Every accepted answer, parted by "|". Of numbers the second is the word that questions use.
NUMBERS = (
    pgettext_lazy("answers", "1|one"),
    pgettext_lazy("answers", "2|two"),
    pgettext_lazy("answers", "3|three"),
    pgettext_lazy("answers", "4|four"),
    pgettext_lazy("answers", "5|five"),
    pgettext_lazy("answers", "6|six"),
    pgettext_lazy("answers", "7|seven"),
    pgettext_lazy("answers", "8|eight"),
    pgettext_lazy("answers", "9|nine"),
    pgettext_lazy("answers", "10|ten"),
)
DAYS = (
    pgettext_lazy("answers", "Monday|Mon"),
    pgettext_lazy("answers", "Tuesday|Tue"),
    pgettext_lazy("answers", "Wednesday|Wed"),
    pgettext_lazy("answers", "Thursday|Thu"),
    pgettext_lazy("answers", "Friday|Fri"),
    pgettext_lazy("answers", "Saturday|Sat"),
    pgettext_lazy("answers", "Sunday|Sun"),
)
THINGS = (
    (
        _("Which of these is a fruit: %(words)s?"),
        (
            pgettext_lazy("answers", "mango|a mango"),
            pgettext_lazy("answers", "banana|a banana"),
            pgettext_lazy("answers", "orange|an orange"),
        ),
    ),
    (
        _("Which of these is an animal: %(words)s?"),
        (
            pgettext_lazy("answers", "cat|a cat"),
            pgettext_lazy("answers", "buffalo|a buffalo"),
            pgettext_lazy("answers", "hen|a hen"),
        ),
    ),
    (
        _("Which of these is a piece of furniture: %(words)s?"),
        (
            pgettext_lazy("answers", "chair|a chair"),
            pgettext_lazy("answers", "table|a table"),
            pgettext_lazy("answers", "bed|a bed"),
        ),
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
