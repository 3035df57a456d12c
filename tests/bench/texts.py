"""Invents the same Vietnamese texts for the portal and for the bare project."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

WORDS = """
công đoàn việt nam lao động bảo hiểm xã hội người tiền lương nhà ở an toàn vệ sinh thi đua
thủy lợi đường sắt dầu khí ngân hàng giáo dục y tế đại hội nghị quyết cơ sở đoàn viên quyền
lợi chăm lo tết sum vầy đối thoại thương lượng tập thể hòa bình quảng ninh đà nẵng cần thơ
"""
SYLLABLES = WORDS.split()
PARAGRAPHS, NEWEST = 8, datetime(2026, 6, 30, 8, tzinfo=UTC)
# Every title holds the first, one in a hundred holds the second.
FREQUENT, RARE, RARE_EVERY = "công đoàn", "kỷ niệm", 100


class Text(NamedTuple):
    """One invented piece: plain title and lead, paragraphs without markup."""

    slug: str
    title: str
    lead: str
    paragraphs: list[str]
    published_at: datetime

    @property
    def html(self) -> str:
        """Return the paragraphs as rich text."""
        return "".join(f"<p>{text}</p>" for text in self.paragraphs)


def invent(count: int) -> Iterator[Text]:
    """Yield `count` texts, newest first, each time the same."""
    chance = random.Random(7)
    for number in range(count):
        yield Text(
            slug=f"bai-so-{number}",
            title=" ".join([_sentence(chance, 9), *_ending(number)]),
            lead=_sentence(chance, 35) + ".",
            paragraphs=[_sentence(chance, 60) + "." for _paragraph in range(PARAGRAPHS)],
            published_at=NEWEST - timedelta(minutes=17 * number),
        )


def _ending(number: int) -> list[str]:
    return [FREQUENT, RARE] if number % RARE_EVERY == 0 else [FREQUENT]


def _sentence(chance: random.Random, syllables: int) -> str:
    return " ".join(chance.choices(SYLLABLES, k=syllables)).capitalize()
