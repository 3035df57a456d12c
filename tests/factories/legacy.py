"""Text as a typist in an old Vietnamese font leaves it in the file."""

import csv
from pathlib import Path

from core.text.legacy_fonts import Charset

# Not made by the code under test: TCVN3 as in duydev/vietnamese-conversion, VNI as in xvnkb.
TABLE = Path(__file__).parents[1] / "core" / "data" / "legacy_letters.csv"
ROWS = list(csv.DictReader(TABLE.open()))
LETTERS = [row["letter"] for row in ROWS]
CODES = {
    charset: {row["letter"]: bytes.fromhex(row[name]).decode("latin-1") for row in ROWS}
    for charset, name in {Charset.TCVN3: "tcvn3", Charset.VNI: "vni"}.items()
}


def typed(text: str, charset: Charset) -> str:
    """Return the characters in the file."""
    return "".join(CODES[charset].get(letter, letter) for letter in text)
