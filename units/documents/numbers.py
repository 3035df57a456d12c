"""Number and symbol of a document in any spelling: `1291/QĐ-TLĐ`, `1291 qd tld`, `1291-QĐ/TLĐ`."""

import re

from core.text import fold

_SIGNS = re.compile(r"[^0-9a-z]+")
LONGEST_KEY = 80


def number_key(number_symbol: str) -> str:
    """Return the words of a number without case, marks and signs: `1291 qd tld`.

    Leading noughts of the number do not count: `06b/NQ-TLĐ` and `6b/NQ-TLĐ` are the same.
    """
    words = _SIGNS.sub(" ", fold(number_symbol)).split()
    if words:
        words[0] = words[0].lstrip("0") or "0"
    return " ".join(words)[:LONGEST_KEY]


def issuer_key(issuer_id: int | None, issuer_name: str) -> str:
    """Return what tells one issuer from another: a unit of the register, or a folded name."""
    if issuer_id is not None:
        return f"unit {issuer_id}"
    return " ".join(_SIGNS.sub(" ", fold(issuer_name)).split())
