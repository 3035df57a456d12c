"""Says where the wording of a poll was corrected, for its makers and for readers."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .models import Poll, WordingCorrection
from .queries import Outline


def corrections_of(poll: Poll, outline: Outline) -> list[tuple[str, WordingCorrection]]:
    """Return (place, correction) in their order; no query for a poll in which nobody voted."""
    if not poll.is_locked:
        return []
    return corrections_in_words(poll.corrections.select_related("corrected_by"), outline)


def place_in_words(correction: WordingCorrection, outline: Outline) -> str:
    """Return where a wording was corrected, by the numbers that voters see."""
    kind, pk, _column = correction.place.split(":")
    if kind == "poll":
        return _("Title or introduction")
    if kind == "section":
        return _("Heading of a section")
    for one in outline.questions:
        options = {str(option.pk) for option in (*one.choices, *one.rows)}
        if pk == str(one.question.pk) if kind == "question" else pk in options:
            return _("Question %(number)s") % {"number": one.number}
    return _("Question")


def corrections_in_words(
    corrections: Iterable[WordingCorrection], outline: Outline
) -> list[tuple[str, WordingCorrection]]:
    """Return (place, correction) for a list that people read."""
    return [(place_in_words(one, outline), one) for one in corrections]
