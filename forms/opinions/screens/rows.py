"""One opinion as a line of a list in the admin; no query is made for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from forms.guarding.personal_details import find_personal_details

from ..enums import OpinionState
from ..models import Opinion

EXCERPT = 240


@dataclass(frozen=True)
class OpinionRow:
    """What a list shows of an opinion; `marks` counts what may be personal in it."""

    opinion: Opinion
    excerpt: str
    name: str
    marks: int


def queue_rows(opinions: Iterable[Opinion]) -> list[OpinionRow]:
    """Return the lines of some opinions."""
    return [_row(opinion) for opinion in opinions]


def _row(opinion: Opinion) -> OpinionRow:
    text = opinion.public_text or opinion.text
    waits = opinion.state == OpinionState.RECEIVED
    return OpinionRow(
        opinion=opinion,
        excerpt=Truncator(text).chars(EXCERPT) or _("(deleted)"),
        name=opinion.shown_name or opinion.public_name or _("A member"),
        marks=len(find_personal_details(f"{text}\n{opinion.shown_name}")) if waits else 0,
    )
