"""The register of official documents goes on in the taker; who issued a document stays."""

from django.utils.translation import gettext_lazy as _

from units.documents.models import OfficialDocument

from ..handover import Handover
from ..registry import register_restless

# Words for the search, taken out of files by the task worker.
register_restless(OfficialDocument, "folded")


def move_documents(handover: Handover) -> None:
    """Let the taker keep the entries of the old unit; documents are issued by whom they were."""
    kept = OfficialDocument.objects.filter(unit=handover.predecessor)
    if handover.taker:
        count = handover.change(kept, unit=handover.taker.pk)
        handover.moves(_("documents of the register"), count)
    else:
        handover.keeps(_("documents of the register"), kept.count())
    issued = OfficialDocument.objects.filter(issuer=handover.predecessor)
    handover.keeps(_("documents issued"), issued.count())
