"""Opinions that say alike are found, others are not, and the time grows with their number only."""

import time

import pytest

from forms.opinions.likeness import find_alike, jaccard, word_pairs

pytestmark = pytest.mark.sqlite

MEAL = "Đề nghị công ty tăng tiền ăn ca lên 30 nghìn đồng một bữa"
NURSERY = "Mong công đoàn xây nhà trẻ gần khu công nghiệp cho con công nhân"


def test_texts_that_say_alike_are_found_whatever_their_marks():
    texts = {
        1: MEAL,
        2: NURSERY,
        3: "de nghi cong ty TANG TIEN AN CA len 35 nghin dong",
        4: "Đề nghị công ty tăng tiền ăn ca lên 30 nghìn một bữa cho chúng tôi",
        5: "Xe đưa đón công nhân quá cũ",
        6: NURSERY + " ạ",
    }
    assert [set(found) for found in find_alike(texts)] == [{1, 3, 4}, {2, 6}]


def test_copies_and_empty_texts():
    assert find_alike({1: MEAL, 2: MEAL}) == [[1, 2]]
    assert find_alike({1: "", 2: "", 3: "?!"}) == []
    assert find_alike({}) == []
    assert jaccard(word_pairs("một"), word_pairs("Một!")) == 1


def test_a_campaign_of_many_variants_takes_no_square_of_time():
    texts = {number: f"{MEAL} lần {number} tổ {number % 40}" for number in range(1500)}
    started = time.process_time()
    [found] = find_alike(texts)
    assert len(found) > 1400
    assert time.process_time() - started < 20
