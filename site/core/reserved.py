"""Addresses that the portal itself answers: a page that took one would never be seen.

Each app reserves its own; those of the first folder matter only for pages right below a home.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text import slugify

HOME_DEPTH = 2

_everywhere: set[str] = set()
_below_home: set[str] = set()


def reserve(*slugs: str, everywhere: bool = False) -> None:
    """Keep last parts of addresses for the portal: of pages below a home, or of all pages."""
    (_everywhere if everywhere else _below_home).update(slugs)


def is_reserved(slug: str, *, parent_depth: int) -> bool:
    """Tell whether a page with this slug below a parent of this depth (home: 2) would be hidden."""
    if parent_depth < HOME_DEPTH:
        return False
    return slug in _everywhere or (parent_depth == HOME_DEPTH and slug in _below_home)


def check_slug(slug: str, *, parent_depth: int) -> None:
    """Raise `ValidationError` for a slug, as it will be stored, that the portal uses itself."""
    stored = slugify(slug) or slug
    if is_reserved(stored, parent_depth=parent_depth):
        raise ValidationError(
            _("The portal itself uses the address “%(slug)s” here. Choose another one."),
            params={"slug": stored},
        )
