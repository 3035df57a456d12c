"""What a grade sheet says of a piece: as it stood in the revision that is graded."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from articles.grading.deadlines import Age, age_of
from articles.grading.rates import published_on
from articles.grading.revisions import GradedRevision, graded_revision
from articles.models import Contribution
from units.gate.reach import reaches_page


@dataclass(frozen=True)
class Facts:
    """A piece in the graded revision; addresses are empty where the account may not go."""

    piece: GradedRevision
    published_on: date
    age: Age
    revision_url: str
    compare_url: str
    public_url: str


def facts_of(contribution: Contribution, *, user) -> Facts:
    """Return what the sheet of a used piece shows."""
    page, day = contribution.page, published_on(contribution)
    opens = reaches_page(user, page)
    today = timezone.localtime(timezone.now(), timezone.get_default_timezone()).date()
    return Facts(
        piece=graded_revision(contribution),
        published_on=day,
        age=age_of(published_on=day, today=today),
        revision_url=_revision_url(contribution) if opens else "",
        compare_url=_compare_url(contribution) if opens else "",
        public_url=(page.url or "") if page.live else "",
    )


def _revision_url(contribution: Contribution) -> str:
    arguments = [contribution.page_id, contribution.used_revision_id]
    return reverse("wagtailadmin_pages:revisions_view", args=arguments)


def _compare_url(contribution: Contribution) -> str:
    """Return the comparison with what readers see now, where that is another revision."""
    live, graded = contribution.page.live_revision_id, contribution.used_revision_id
    if live is None or live == graded:
        return ""
    arguments = [contribution.page_id, graded, live]
    return reverse("wagtailadmin_pages:revisions_compare", args=arguments)
