"""What a person sees of their own: pieces, grades and payments, nobody else's."""

from django.db.models import QuerySet

from articles.grading.queries import ungraded
from articles.grading.rules import GRADED_KINDS
from articles.models import ArticleAuthor, Contribution, GradeShare, Payee
from units.rules import unit_roles


def has_own_royalties(user) -> bool:
    """Tell whether an active account has a unit, signs a piece, or is or was to be paid."""
    if not user.is_authenticated or not user.is_active:
        return False
    return bool(
        unit_roles(user)
        or Payee.objects.filter(user=user).exists()
        or GradeShare.objects.filter(user=user).exists()
        or ArticleAuthor.objects.filter(user=user).exists()
    )


def own_ungraded(user) -> QuerySet[Contribution]:
    """Return the used pieces that name the account as an author and await a grade."""
    named = ArticleAuthor.objects.filter(user=user).values("page")
    return (
        Contribution.objects.filter(
            ungraded(),
            page__in=named,
            kind__in=GRADED_KINDS,
            used_at__isnull=False,
            used_revision__isnull=False,
        )
        .select_related("unit")
        .order_by("-used_at", "-pk")
    )
