"""Cards hold the whole title, however long, in the colour of the unit."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from portal.cards.drawing import (
    ACCENTS,
    OWNER_BOX,
    SIZE,
    TITLE_BOX,
    TITLE_FACE,
    _font,
    draw_card,
    fit,
)
from units.enums import Accent

STYLES = Path(__file__).parents[3] / "site/portal/static/portal/portal.css"
LONG = "Công đoàn các khu công nghiệp và chế xuất chăm lo Tết cho người lao động khó khăn "


@pytest.mark.parametrize(
    "title",
    [
        "Ẩ",
        "Tết sum vầy – Xuân gắn kết: hơn 2.000 công nhân về quê trên chuyến tàu công đoàn",
        (LONG * 4)[:255].strip(),
        "W" * 255,
        "ỄẬ " * 85,
    ],
)
@pytest.mark.parametrize("box", [TITLE_BOX, OWNER_BOX])
def test_every_letter_of_a_title_is_inside_the_card(title: str, box) -> None:
    fitted = fit(title, box, face=TITLE_FACE)

    assert "".join(fitted.lines).replace(" ", "") == title.replace(" ", "")
    assert fitted.height <= box.height
    font = _font(TITLE_FACE, fitted.size)
    assert max(font.getlength(line) for line in fitted.lines) <= box.width


def test_words_stay_whole_where_they_fit() -> None:
    assert " ".join(fit(LONG.strip(), TITLE_BOX, face=TITLE_FACE).lines) == LONG.strip()


@pytest.mark.parametrize("letter", "ẨỄỘỰđƠ₫…–“")
def test_face_has_every_vietnamese_letter(letter: str) -> None:
    font = _font(TITLE_FACE, 60)

    assert font.getmask(letter).getbbox() is not None
    assert bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


@pytest.mark.parametrize("accent", Accent.values)
def test_card_has_the_accent_and_the_size(accent: str) -> None:
    card = Image.open(BytesIO(draw_card(title="Tin", owner="Đơn vị", portal="Cổng", accent=accent)))

    assert card.format == "PNG"
    assert card.size == SIZE
    expected = bytes.fromhex(ACCENTS[accent].removeprefix("#"))
    corner = card.convert("RGB").getpixel((5, 5))
    assert all(abs(one - two) <= 2 for one, two in zip(corner, expected, strict=True))


def test_accents_are_those_of_the_style_sheet() -> None:
    styles = STYLES.read_text()
    found = dict(re.findall(r"\[data-accent=(\w+)\] \{ --accent:(#\w+)", styles))
    found["red"] = re.search(r"--accent:(#\w+)", styles)[1]

    assert found == ACCENTS
    assert set(ACCENTS) == set(Accent.values)


def test_cards_differ_by_each_word_they_say() -> None:
    base = {"title": "Tin", "owner": "Đơn vị", "portal": "Cổng", "accent": "red"}
    cards = {draw_card(**base)}
    for name in ("title", "owner", "portal"):
        cards.add(draw_card(**(base | {name: "Khác"})))

    assert len(cards) == 4
