"""Two texts beside each other: what both say, what only one says, and how long it takes."""

from time import perf_counter

import pytest

from articles.likeness.diffing import Run, side_by_side
from articles.likeness.reading import read_text


def alone(paragraphs) -> list[str]:
    return [run.text for paragraph in paragraphs for run in paragraph if run.is_alone]


def whole(paragraphs) -> list[str]:
    return [" ".join(run.text for run in paragraph) for paragraph in paragraphs]


def test_words_of_one_text_only_are_marked():
    one, other = side_by_side(
        ["Sáng nay có 300 công nhân nhận quà."], ["Chiều nay có 200 công nhân nhận quà."]
    )
    assert alone(one) == ["Sáng", "300"]
    assert alone(other) == ["Chiều", "200"]


def test_equal_texts_have_no_marks_and_different_ones_nothing_else():
    same = ["Một đoạn.", "Hai đoạn."]
    assert [alone(side) for side in side_by_side(same, same)] == [[], []]
    one, other = side_by_side(["a b c"], ["x y z"])
    assert (alone(one), alone(other)) == (["a b c"], ["x y z"])


def test_case_and_signs_make_no_difference_and_diacritics_do():
    one, other = side_by_side(["“Công Đoàn”, năm 2026!"], ["công đoàn năm 2026"])
    assert (alone(one), alone(other)) == ([], [])
    one, other = side_by_side(["tặng quà"], ["tặng qua"])
    assert (alone(one), alone(other)) == (["quà"], ["qua"])


def test_a_mark_does_not_run_over_the_end_of_a_paragraph():
    one, _other = side_by_side(["chung lạ", "lạ chung"], ["chung", "chung"])
    assert one == [
        [Run("chung", False), Run("lạ", True)],
        [Run("lạ", True), Run("chung", False)],
    ]


def test_nothing_of_a_text_is_lost():
    texts = (["Một  hai", "", "ba – bốn"], ["ba", "năm !!! sáu"])
    for given, shown in zip(texts, side_by_side(*texts), strict=True):
        assert whole(shown) == [" ".join(text.split()) for text in given]


@pytest.mark.parametrize("texts", [([], []), ([""], ["a"]), (["a"], [])])
def test_empty_texts_are_compared(texts):
    one, other = side_by_side(*texts)
    assert len(one) == len(texts[0])
    assert len(other) == len(texts[1])


def test_two_very_long_texts_are_compared_in_a_moment():
    words = [f"từ{number % 700}" for number in range(12_000)]
    changed = [word if number % 9 else "khác" for number, word in enumerate(words)]
    begin = perf_counter()
    side_by_side([" ".join(words)], [" ".join(changed)])
    assert perf_counter() - begin < 10


def test_text_is_read_in_paragraphs_as_readers_see_it():
    content = {
        "title": "Lương < 5 triệu",
        "lead": "Sapo  ngắn",
        "body": """[
            {"type": "rich_text", "value": "<p>Một <b>hai</b></p><ul><li>ba</li></ul>x<br/>y"},
            {"type": "heading", "value": {"text": "Tiêu đề phụ"}}
        ]""",
    }
    text = read_text(content)
    assert (text.title, text.lead) == ("Lương < 5 triệu", "Sapo ngắn")
    assert text.body == ("Một hai", "ba", "x", "y", "Tiêu đề phụ")
    assert text.paragraphs()[:2] == ["Lương < 5 triệu", "Sapo ngắn"]


def test_a_revision_without_texts_is_read():
    assert read_text({}).paragraphs() == ["", ""]
