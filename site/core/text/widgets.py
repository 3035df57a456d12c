"""Makes the slug that the editor writes while typing equal to the one of the server."""

import re
from collections import defaultdict
from functools import cache
from typing import Any

from wagtail.admin.widgets import SlugInput

from .folding import fold
from .slugs import TITLE_SLUG_LENGTH

# Where letters and digits live that fold to plain ones: Latin with all its marks, phonetic and
# raised letters, letter-like signs and fractions, ligatures, full-width forms.
LETTER_BLOCKS = (
    (0x00A0, 0x02FF),
    (0x1D00, 0x1DBF),
    (0x1E00, 0x1EFF),
    (0x2070, 0x209F),
    (0x2100, 0x218F),
    (0x2C60, 0x2C7F),
    (0xFB00, 0xFB06),
    (0xFF00, 0xFF5E),
)
# Removed before all else: decomposed marks and invisible characters.
DROPPED = "[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"


@cache
def slug_formatters() -> tuple[tuple[str, str], ...]:
    """Return (pattern, replacement) pairs that do in the browser what `slugify` does here.

    Wagtail's script runs them in turn on what was typed, then lower-cases. `$1` is JavaScript's.
    """
    limit = TITLE_SLUG_LENGTH
    return (
        (DROPPED, ""),
        *((f"[{chars}]", plain) for plain, chars in _letters_by_fold().items()),
        ("[^A-Za-z0-9]+", "-"),
        ("^-+|-+$", ""),
        # Cut between words; a single word of that length is cut anywhere.
        (f"^(?=.{{{limit + 1}}})(.{{1,{limit}}})-.*$", "$1"),
        (f"^(.{{{limit}}}).+$", "$1"),
    )


def _letters_by_fold() -> dict[str, str]:
    groups: dict[str, str] = defaultdict(str)
    for first, last in LETTER_BLOCKS:
        for code in range(first, last + 1):
            plain = re.sub("[^a-z0-9]+", "-", fold(chr(code)))  # ½ is 1-2
            if plain != "-":
                groups[plain] += chr(code)
    return dict(groups)


class VietnameseSlugInput(SlugInput):
    """Slug field of the editor that knows đ, both tone positions, NFD and full-width text."""

    def __init__(self, attrs: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(attrs=attrs, formatters=list(slug_formatters()), **kwargs)
