"""Finds the sure marks of a state secret in what an officer types or sends.

Marks are MẬT, TỐI MẬT and TUYỆT MẬT in capitals, standing alone as a stamp does (Decree
26/2020/NĐ-CP, article 2). Sentences about secrets, such as “danh mục bí mật nhà nước”, are none.
"""

import re

from core.text import normalize

MARK = r"(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)"
SPACED = r"(?:T\s*U\s*Y\s*Ệ\s*T\s+M\s*Ậ\s*T|T\s*Ố\s*I\s+M\s*Ậ\s*T|M\s*Ậ\s*T)"
_STAMP = re.compile(rf"(?:(?:DẤU\s+)?ĐỘ\s+MẬT\s*:\s*)?{SPACED}")
_HALF = re.compile(r"T\s*U\s*Y\s*Ệ\s*T|T\s*Ố\s*I")
_LAST_HALF = re.compile(r"M\s*Ậ\s*T")
# A stamp has a frame; text tools give it as signs around the words.
_FRAME = " \t|│┃[](){}*_=–—-.:"
_CELLS = re.compile(r"\t|\s{2,}")
# The mark between signs, or at either end of an abstract: “(MẬT)”, “… – TỐI MẬT”.
_IN_ABSTRACT = re.compile(
    rf"(?:^|[(\[|:;.]\s*|\s[–—-]\s*)({MARK})(?=\s*(?:$|[)\]|;.]|\s[–—-]))",
)
_IN_SYMBOL = re.compile(r"(?:^|[^\w])(?:(?:TUYỆT|TỐI)[\s-]*)?MẬT(?:$|[^\w])")
HEAD_LINES = 60


def has_secret_stamp(first_page: str) -> bool:
    """Tell whether a secrecy mark stands alone on a line, or beside another column, of a page."""
    lines = [line for line in normalize(first_page).splitlines() if line.strip()][:HEAD_LINES]
    return any(
        _is_stamp(cell, above=lines[number - 1] if number else "")
        for number, line in enumerate(lines)
        for cell in [line.strip(), *_CELLS.split(line.strip())]
    )


def is_secret_abstract(abstract: str) -> bool:
    """Tell whether an abstract carries a mark apart from its sentence."""
    text = normalize(abstract).strip()
    return bool(_IN_ABSTRACT.search(text)) or has_secret_stamp(text)


def is_secret_symbol(number_symbol: str) -> bool:
    """Tell whether the mark is written into a symbol in full; single letters prove nothing."""
    return bool(_IN_SYMBOL.search(normalize(number_symbol).upper()))


def _is_stamp(cell: str, *, above: str) -> bool:
    word = cell.strip(_FRAME)
    before = above.strip()
    if _LAST_HALF.fullmatch(word) and _HALF.fullmatch(before.strip(_FRAME)):
        return True
    return bool(_STAMP.fullmatch(word)) and not _runs_on(before)


def _runs_on(line: str) -> bool:
    """Tell whether a heading in capitals goes on in the next line: “… BẢO VỆ BÍ”, “… ĐỘ TỐI”."""
    words = line.split()
    if not words or line != line.upper():
        return False
    return words[-1] in {"BÍ", "BẢO", "ĐỘ", "VÀ", "HOẶC", "TỐI", "TUYỆT"} or line.endswith(",")
