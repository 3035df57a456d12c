"""Remembers what pieces say and finds those that say nearly the same."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from wagtail.models import Revision

from articles.enums import ContributionState
from articles.likeness.signature import (
    percent_alike,
    shingles,
    signature,
    text_bands,
    title_bands,
)
from articles.likeness.texts import PieceText, text_of
from articles.models import ArticlePage, Contribution, DeskStay, Fingerprint, FingerprintBand

NOTHING = Q(pk__in=[])
LEAST_PERCENT = 50
# The words of a title that make a piece worth a look whatever it says below.
LEAST_TITLE_PERCENT = 90
CANDIDATES = 25


@dataclass(frozen=True)
class Likeness:
    """A piece that is like another one; `title` is what its desk may read."""

    contribution: Contribution
    percent: int
    title_percent: int

    @property
    def title(self) -> str:
        """Return the title that readers see, or the one under review last."""
        page = self.contribution.page
        return page.title if page.live else self.contribution.title


@transaction.atomic
def remember(*, contribution: Contribution) -> None:
    """Replace what is kept of a piece by the signature of its reviewed revision."""
    Fingerprint.objects.filter(contribution=contribution).delete()
    if contribution.revision is None:
        return
    text = text_of(contribution.revision.content)
    fingerprint = Fingerprint.objects.create(
        contribution=contribution,
        signature=signature(shingles(text.words)),
        title_folded=" ".join(text.title)[:255],
    )
    FingerprintBand.objects.bulk_create(
        FingerprintBand(fingerprint=fingerprint, band=band, value=value)
        for band, value in _bands_of(text)
    )


def similar_to(*, contribution: Contribution, limit: int = 5) -> list[Likeness]:
    """Return the pieces that are nearly the same, the likest first, as its desk may see them.

    The texts of at most `CANDIDATES` are read; three queries whatever there is to compare.
    """
    if contribution.revision is None:
        return []
    text = text_of(contribution.revision.content)
    found = [_compared(text, one) for one in _candidates(contribution, text=text)]
    near = [
        one
        for one in found
        if one.percent >= LEAST_PERCENT or one.title_percent >= LEAST_TITLE_PERCENT
    ]
    return sorted(near, key=lambda one: (-one.percent, -one.title_percent, -one.contribution.pk))[
        :limit
    ]


def visible_to_desk_of(contribution: Contribution) -> QuerySet[Contribution]:
    """Return the pieces that the desk of `contribution` may see: those sent to it, and live ones.

    What a unit keeps or reads again itself is nobody else's: such a piece has no desk.
    """
    readable = Q(page__in=ArticlePage.objects.readable().values("pk"))
    if contribution.desk_id is None:
        return Contribution.objects.filter(readable)
    stays = DeskStay.objects.filter(desk=contribution.desk_id).values("contribution_id")
    sent = Q(desk=contribution.desk_id) | Q(pk__in=stays, desk__isnull=False)
    return Contribution.objects.filter(readable | (sent & ~Q(state=ContributionState.UNIT_REVIEW)))


def _candidates(contribution: Contribution, *, text: PieceText) -> list[Contribution]:
    """Return the visible pieces that share most bands, with the texts that are to be compared."""
    key = ArticlePage.objects.filter(contribution=contribution).values("translation_key")
    seen = visible_to_desk_of(contribution).exclude(page__translation_key__in=key)
    best = (
        _sharing(text)
        .filter(fingerprint__contribution__in=seen)
        .values_list("fingerprint__contribution")
        .annotate(shared=Count("pk"))
        .order_by("-shared", "-fingerprint__contribution")
    )
    rows = Contribution.objects.filter(pk__in=[pk for pk, _shared in best[:CANDIDATES]])
    related = rows.select_related("unit", "page__live_revision", "page__locale", "revision")
    return [one for one in related if _shown_revision(one) is not None]


def _sharing(text: PieceText) -> QuerySet[FingerprintBand]:
    either = reduce(or_, (Q(band=band, value=value) for band, value in _bands_of(text)), NOTHING)
    return FingerprintBand.objects.filter(either)


def _bands_of(text: PieceText) -> list[tuple[int, int]]:
    """Return the bands of a piece; one that is too short is found by its title only."""
    of_text = [] if text.is_short else text_bands(signature(shingles(text.words)))
    return title_bands(text.title) + of_text


def _compared(text: PieceText, other: Contribution) -> Likeness:
    shown = _shown_revision(other)
    their = text_of(shown.content if shown else {})
    title_percent = percent_alike(frozenset(text.title), frozenset(their.title))
    if text.is_short or their.is_short:
        return Likeness(other, title_percent, title_percent)
    percent = percent_alike(shingles(text.words), shingles(their.words))
    return Likeness(other, percent, title_percent)


def _shown_revision(contribution: Contribution) -> Revision | None:
    """Return what readers see of a live piece, else what was reviewed last."""
    page = contribution.page
    return page.live_revision if page.live else contribution.revision
