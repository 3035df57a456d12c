"""Why the register does not take something, with what the officer reads."""

from django.utils.translation import gettext as _

from .models import OfficialDocument


class DocumentRefused(Exception):
    """Nothing has changed; the message says why."""


class DocumentChanged(DocumentRefused):
    """Somebody was quicker."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody changed this document meanwhile. Look at it again; what you typed is kept.")
        )


class SecretRefused(DocumentRefused):
    """State secrets stay off an open network.

    Source: Law on Protection of State Secrets 29/2018/QH14, article 5.
    """

    def __init__(self, found: str = "") -> None:
        text = _(
            "Documents marked secret must not be put on this portal (Law on Protection of State "
            "Secrets 29/2018/QH14). Nothing was stored. Send it the way your unit sends secrets."
        )
        super().__init__(f"{found} {text}" if found else text)


class NumberTaken(DocumentRefused):
    """The register has the number of this issuer and year; `existing` only where it is readable."""

    def __init__(self, document: OfficialDocument, *, readable: bool) -> None:
        self.existing = document if readable else None
        if readable:
            text = _("The register has %(number)s of %(year)s already: “%(abstract)s”.") % {
                "number": document.number_symbol,
                "year": document.year,
                "abstract": document.abstract[:120],
            }
        else:
            text = _(
                "Another unit has entered this number of this issuer and year. Ask the Office of "
                "the Confederation."
            )
        super().__init__(text)
