"""Texts typed in TCVN3 and VNI fonts become the Vietnamese that they show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.legacy_fonts import Charset, charset_of, is_in_charset, joins, to_unicode
from factories.legacy import CODES, LETTERS, typed

ASCII = "".join(map(chr, range(0x20, 0x7F)))
SIGNS = "“”‘’–—…•€"
SENTENCE = "Liên đoàn Lao động tỉnh Nghệ An tổ chức “Tết Sum vầy – Xuân chia sẻ” cho 5.000 người."


def test_the_table_of_the_test_has_all_letters_in_both_cases():
    assert len(set(LETTERS)) == len(LETTERS) == 134
    assert {letter.upper() for letter in LETTERS} <= set(LETTERS)
    assert all(unicodedata.is_normalized("NFC", letter) for letter in LETTERS)


@pytest.mark.parametrize("charset", CODES)
def test_every_letter_is_read(charset):
    read = {letter: to_unicode(code, charset) for letter, code in CODES[charset].items()}
    assert read == {letter: letter for letter in LETTERS}


@given(text=st.text(alphabet=[*ASCII, *SIGNS, *LETTERS]))
def test_any_text_in_vni_comes_back(text):
    assert to_unicode(typed(text, Charset.VNI), Charset.VNI) == text


@given(text=st.text(alphabet=[*ASCII, *SIGNS, *LETTERS]))
def test_any_text_in_tcvn3_comes_back(text):
    # A capital before a small letter with a tone is how capitals with tones are typed.
    for written in (text.lower(), text.upper()):
        assert to_unicode(typed(written, Charset.TCVN3), Charset.TCVN3) == written


@given(text=st.text(alphabet=[*ASCII, *SIGNS, *LETTERS]))
def test_capital_fonts_show_small_letters_as_capitals(text):
    typed_small = typed(text.lower(), Charset.TCVN3)
    assert to_unicode(typed_small, Charset.TCVN3_CAPITALS) == text.upper()


@pytest.mark.parametrize("charset", CODES)
@pytest.mark.parametrize("written", [SENTENCE, SENTENCE.upper(), SENTENCE.title()])
def test_sentences_with_quotes_and_dashes(charset, written):
    assert to_unicode(typed(written, charset), charset) == written


@pytest.mark.parametrize(
    ("typed_text", "charset", "shown"),
    [
        ("C«ng ®oµn ViÖt Nam", Charset.TCVN3, "Công đoàn Việt Nam"),
        ("L\xadu ý: m\xadêi ng\xadêi", Charset.TCVN3, "Lưu ý: mười người"),
        ("c«ng ®oµn viÖt nam", Charset.TCVN3_CAPITALS, "CÔNG ĐOÀN VIỆT NAM"),
        ("Coâng ñoaøn Vieät Nam", Charset.VNI, "Công đoàn Việt Nam"),
        ("COÂNG ÑOAØN VIEÄT NAM", Charset.VNI, "CÔNG ĐOÀN VIỆT NAM"),
        ("Nguyeãn Thò Huyønh Myõ", Charset.VNI, "Nguyễn Thị Huỳnh Mỹ"),
        ("\uf043\uf0ab\uf06e\uf067", Charset.TCVN3, "Công"),
        ("", Charset.VNI, ""),
    ],
)
def test_words_as_offices_typed_them(typed_text, charset, shown):
    assert to_unicode(typed_text, charset) == shown


@pytest.mark.parametrize(
    ("name", "charset"),
    [
        (".VnTime", Charset.TCVN3),
        (".vnarial narrow", Charset.TCVN3),
        (".VnTimeH", Charset.TCVN3_CAPITALS),
        (" .VNARIALH ", Charset.TCVN3_CAPITALS),
        ("VNI-Times", Charset.VNI),
        ("vni-helve-Condense", Charset.VNI),
        ("VNI Times", Charset.VNI),
        ("Times New Roman", None),
        ("Vni", None),
        ("Verdana", None),
        ("", None),
        (None, None),
    ],
)
def test_fonts_tell_their_charset(name, charset):
    assert charset_of(name) is charset


@pytest.mark.parametrize("charset", Charset)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_known_as_such_under_every_label(charset, form):
    assert is_in_charset(unicodedata.normalize(form, SENTENCE), charset) is False


@pytest.mark.parametrize("charset", CODES)
def test_text_of_an_old_font_is_known(charset):
    assert is_in_charset(typed(SENTENCE, charset), charset) is True


@pytest.mark.parametrize("charset", Charset)
@pytest.mark.parametrize("text", ["Công tác", "Tháng 12", "«Hà Nam» § 5 ½ ©", "2026", ""])
def test_words_of_latin_letters_do_not_show_what_they_are(charset, text):
    assert is_in_charset(text, charset) is None


def test_a_mark_joins_the_letter_before_it():
    assert joins("Co", "âng", Charset.VNI)
    assert joins("HA", "ø", Charset.VNI)
    assert joins("A", "µ", Charset.TCVN3)
    assert not joins("C", "âng", Charset.VNI)
    assert not joins("a", "µ", Charset.TCVN3_CAPITALS)
    assert not joins("", "â", Charset.VNI)
    assert not joins("o", "", Charset.VNI)
