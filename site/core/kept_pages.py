"""Pages that may not be deleted, and why: apps above say so, every way to delete asks.

A page is kept when a rule gives a reason for it or for a page below it. It may always be
unpublished.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page

# Given a page of the rule's model; a whole sentence, or None where the page may go.
Reason = Callable[[Any], str | None]
# Conditions in one query: SQLite takes no tree of expressions deeper than a thousand.
AT_ONCE = 100

_rules: dict[type[Page], list[Reason]] = {}


@dataclass(frozen=True)
class KeptPage:
    """A page that stays, and why."""

    page: Page
    reason: str

    def __str__(self) -> str:
        title = self.page.get_admin_display_title()
        return _("“%(title)s” cannot be deleted. %(reason)s") % {
            "title": title,
            "reason": self.reason,
        }


def keep(model: type[Page], reason: Reason) -> None:
    """Keep the pages of a type, and of the types made from it, for which there is a reason.

    Call it in `AppConfig.ready()`. `reason` gets the page as `model` and is asked for each such
    page below one that is to go, so let it read columns of the page.
    """
    _rules.setdefault(model, []).append(reason)


def release(model: type[Page], reason: Reason) -> None:
    """Take a rule back; tests do."""
    _rules[model].remove(reason)


def first_kept(pages: Sequence[Page]) -> KeptPage | None:
    """Return a page among `pages` or below them that stays, the highest of its type, or None.

    One query for each type with rules, whatever lies below; one more for each further hundred of
    `pages`.
    """
    for paths in _hundreds([page.path for page in pages]):
        there = reduce(or_, (Q(path__startswith=path) for path in paths))
        for model, reasons in _rules.items():
            for page in _found(model, there) if reasons else ():
                for reason in reasons:
                    if (words := reason(page)) is not None:
                        return KeptPage(page, str(words))
    return None


def _found(model: type[Page], there: Q) -> Iterator[Page]:
    return model._base_manager.filter(there).order_by("depth", "path").iterator(chunk_size=500)


def _hundreds(paths: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(paths), AT_ONCE):
        yield paths[begin : begin + AT_ONCE]
