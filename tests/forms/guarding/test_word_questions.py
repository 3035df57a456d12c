"""Word questions are answered as people write, and the page does not hold the answer."""

import pytest
from django.utils import timezone, translation

from forms.guarding import word_proofs
from forms.guarding.word_questions import DAYS, NUMBERS, WordQuestion, question_of

pytestmark = pytest.mark.sqlite


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_question_is_whole_and_answered_by_what_it_accepts(language) -> None:
    with translation.override(language):
        questions = {one.text: one for one in (question_of(str(seed)) for seed in range(1_500))}
        assert len(questions) >= 100
        for one in questions.values():
            assert "%(" not in one.text
            assert one.text.endswith("?")
            assert all(map(one.is_answered_by, str(one.accepted).split("|")))
            assert not one.is_answered_by("")
            assert not one.is_answered_by("...")


def test_sums_are_right() -> None:
    with translation.override("en"):
        words = [str(one).split("|")[1] for one in NUMBERS]
        for seed in range(300):
            one = question_of(str(seed))
            first, sign, second, *_rest = one.text.casefold().split()
            if sign in ("plus", "minus"):
                numbers = words.index(first) + 1, words.index(second) + 1
                total = sum(numbers) if sign == "plus" else numbers[0] - numbers[1]
                assert one.is_answered_by(str(total))


@pytest.mark.parametrize("given", ["Thứ Ba", "thu ba", "BA", "3", "t3", "Thứ 3.", "Tuesday"])
def test_a_day_is_accepted_as_people_write_it(given) -> None:
    assert WordQuestion("?", DAYS[1]).is_answered_by(given)
    assert not WordQuestion("?", DAYS[2]).is_answered_by(given)


def test_the_token_names_neither_question_nor_answer() -> None:
    now = timezone.now()
    token = word_proofs.new_token(purpose="note", count=2, now=now)
    assert len(word_proofs.questions_of(token, purpose="note", now=now)) == 2
    assert word_proofs.questions_of(token, purpose="vote", now=now) == []
    nonce = token.partition(".")[0]
    shown = word_proofs.questions_of(token, purpose="note", now=now)[0]
    assert question_of(f"{nonce}.0") != shown or question_of(nonce) != shown
