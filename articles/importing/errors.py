"""Why a document is not taken."""

from django.utils.translation import gettext as _


class ImportRefused(Exception):
    """A document that cannot become a piece; its text is for the person who sent it."""


def damaged() -> ImportRefused:
    """Return the refusal of a file that cannot be read."""
    return ImportRefused(
        _(
            "This Word document is damaged or incomplete. Open it in Word, save it again and "
            "send the new file."
        )
    )


def too_large() -> ImportRefused:
    """Return the refusal of a file that unpacks to more than a piece can hold."""
    return ImportRefused(
        _(
            "This document unpacks to far more than a piece can hold, so it was not opened. Copy "
            "its text into a new document and send that."
        )
    )
