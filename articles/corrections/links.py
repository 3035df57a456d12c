"""Where a person goes from a used piece: correct it, go on correcting, retract it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.corrections.records import open_correction_of
from articles.corrections.rules import may_correct, may_retract
from articles.models import Contribution


@dataclass(frozen=True)
class CorrectionLink:
    """A link of one piece; `is_serious` marks what takes it from readers."""

    label: str
    url: str
    icon: str
    is_serious: bool = False


def correction_links(user, contribution: Contribution) -> list[CorrectionLink]:
    """Return what `user` may do after publication; for one piece, since it reads the authors.

    Nothing for outsiders, for authors of the piece, and while readers cannot open it.
    """
    if contribution.used_at is None or not contribution.page.live:
        return []
    links = _correcting(contribution) if may_correct(user, contribution) else []
    if may_retract(user, contribution):
        url = reverse("correction_retract", args=[contribution.pk])
        links.append(CorrectionLink(_("Retract the piece"), url, "warning", is_serious=True))
    return links


def correcting_address(contribution: Contribution) -> str:
    """Return the address at which a correction is opened and its note changed."""
    return reverse("correction_new", args=[contribution.pk])


def editor_address(contribution: Contribution) -> str:
    """Return the address at which the piece itself is changed."""
    return reverse("wagtailadmin_pages:edit", args=[contribution.page_id])


def _correcting(contribution: Contribution) -> list[CorrectionLink]:
    address = correcting_address(contribution)
    if open_correction_of(contribution) is None:
        return [CorrectionLink(_("Correct or update the piece"), address, "edit")]
    return [
        CorrectionLink(_("Go on with the correction"), editor_address(contribution), "edit"),
        CorrectionLink(_("Note to readers"), address, "openquote"),
    ]
