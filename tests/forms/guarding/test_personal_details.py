"""What may name a person or an employer is marked; what everybody writes is not."""

import time
import unicodedata

import pytest

from forms.guarding.personal_details import find_personal_details, hide_personal_details

pytestmark = pytest.mark.sqlite


def marked(text: str) -> list[tuple[str, str]]:
    """Return the marked parts of a text and their kinds."""
    return [(text[span.start : span.end], span.kind.value) for span in find_personal_details(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gọi em số 0912 345 678 nhé", [("0912 345 678", "phone")]),
        ("Gọi +84 (91) 234-5678.", [("+84 (91) 234-5678", "phone")]),
        ("CCCD 001234567890", [("001234567890", "identity")]),
        ("CMND 123456789", [("123456789", "identity")]),
        ("thư tới an.nguyen@vi-du.com.vn", [("an.nguyen@vi-du.com.vn", "email")]),
        ("xem facebook.com/nguyen.an đi", [("facebook.com/nguyen.an", "link")]),
        ("Tôi là Nguyễn Văn An ở tổ 3", [("Nguyễn Văn An", "name")]),
        ("Tên em: Hoa. Chị Lan Anh biết.", [("Hoa", "name"), ("Lan Anh", "name")]),
        ("toi la tran thi be", [("tran thi be", "name")]),
        ("Quản đốc Lê Hoàng Nam quát", [("Lê Hoàng Nam", "name")]),
        ("ở Công ty TNHH May Sao Mai", [("Công ty TNHH May Sao Mai", "company")]),
        ("lam o cong ty pouyuen lau nam", [("cong ty pouyuen", "company")]),
        ("cty Hoa & Sen trả chậm", [("cty Hoa & Sen", "company")]),
        ("Trọ ở số nhà 5 ngõ 7, Quế Võ. Xa.", [("số nhà 5 ngõ 7, Quế Võ", "address")]),
    ],
)
def test_what_names_somebody_is_marked(text, expected):
    assert marked(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Tôi là công nhân may, lương 12.500.000 đồng, công ty chúng tôi nợ 1.500.000.000 đồng",
        "Từ 01/07/2025 đến 2026, theo Điều 169 Bộ luật Lao động",
        "Ở TP Hồ Chí Minh và Hà Nội có Công đoàn; Tổng Liên đoàn chỉ Đạo",
        "Công ty. Tôi nghĩ doanh nghiệp nên trả lương đúng ngày",
        "",
    ],
)
def test_what_everybody_writes_is_not_marked(text):
    assert marked(text) == []


def test_decomposed_text_is_read_alike():
    text = unicodedata.normalize("NFD", "Tôi là Nguyễn Văn An")
    [(name, kind)] = marked(text)
    assert unicodedata.normalize("NFC", name) == "Nguyễn Văn An"
    assert kind == "name"


def test_overlapping_parts_are_hidden_whole():
    text = "Địa chỉ anh Nguyễn Văn An 0912345678, xã B. Hết."
    assert hide_personal_details(text) == "[…]. Hết."


@pytest.mark.parametrize("part", ["a", "0 ", "công ty ", "Nguyễn ", "a.b@", "số nhà ", "+84 ("])
def test_time_grows_with_the_text_only(part):
    find_personal_details(part * 10)
    started = time.process_time()
    find_personal_details(part * 20_000)
    assert time.process_time() - started < 3
