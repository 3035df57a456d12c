"""What was corrected or retracted of a piece, in whatever language it is read."""

from django.db.models import Q, QuerySet
from wagtail.models import Page

from articles.enums import CorrectionKind, CorrectionState
from articles.models import Correction


def published_corrections(page: Page) -> QuerySet[Correction]:
    """Return the corrections that readers of a piece are told of, the newest first."""
    of_piece = Q(contribution__page__translation_key=page.translation_key)
    published = Correction.objects.filter(of_piece, state=CorrectionState.PUBLISHED)
    return published.order_by("-published_at", "-pk")


def retraction_of(page: Page) -> Correction | None:
    """Return the retraction that stands at the address of a page, or None.

    It stands until the page is published again, and only where readers had the page before.
    """
    last_read = Page.objects.filter(pk=page.pk, live=False).values("last_published_at")
    retractions = published_corrections(page).filter(kind=CorrectionKind.RETRACTION)
    return retractions.filter(published_at__gte=last_read[:1]).first()


def is_retracted(page: Page) -> bool:
    """Tell whether the address of a page answers with a retraction."""
    return page.pk is not None and not page.live and retraction_of(page) is not None
