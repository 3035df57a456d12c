"""Vietnamese text in one place: what is stored, compared, searched, sorted and put in addresses."""

from .collation import given_name_key, sort_key
from .folding import fold, fold_for_search
from .normalization import normalize
from .slugs import SLUG_MAX_LENGTH, TITLE_SLUG_LENGTH, safe_filename, slugify
from .tones import canonical_tone
from .words import plain_text, word_count, words

__all__ = [
    "SLUG_MAX_LENGTH",
    "TITLE_SLUG_LENGTH",
    "canonical_tone",
    "fold",
    "fold_for_search",
    "given_name_key",
    "normalize",
    "plain_text",
    "safe_filename",
    "slugify",
    "sort_key",
    "word_count",
    "words",
]
