"""Words are counted as editors count them: syllables between spaces."""

import pytest

from core.text import plain_text, word_count, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Công đoàn cơ sở", 4),
        ("<p>Công đoàn</p><p>cơ sở</p>", 4),
        ("<p>C<b>ô</b>ng đoàn<br/>cơ&nbsp;sở – 2026</p>", 5),
        ("lương < 5 triệu & thưởng", 4),
        ("văn bản 1197/TLĐ", 3),
        ("<script>var a = 1</script>một<style>b {}</style>", 1),
        ("", 0),
        ("– … !", 0),
    ],
)
def test_word_count_table(text: str, count: int) -> None:
    assert word_count(text) == count


def test_plain_text_keeps_words_whole_and_blocks_apart() -> None:
    html = "<h2>Tin&nbsp;mới</h2><p>H<sub>2</sub>O và <a href='#'>nước</a></p>"
    assert plain_text(html) == "Tin mới H2O và nước"


def test_words_part_document_numbers() -> None:
    assert words("Số 06b/NQ-TLĐ, 2015") == ["Số", "06b", "NQ", "TLĐ", "2015"]
