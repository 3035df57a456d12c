"""The pieces of a board with all that its lines show, in one query."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from articles.models import ArticleAuthor, Contribution, Desk
from articles.newsroom.titles import with_desk_titles


def board_pieces(desks: list[Desk], *, user) -> QuerySet[Contribution]:
    """Return what came to desks and stays theirs; `is_own` marks what the account wrote."""
    pieces = Contribution.objects.filter(desk__in=desks)
    related = pieces.select_related("unit", "desk", "genre", "claimed_by")
    return with_desk_titles(related).annotate(is_own=written_by(user))


def written_by(user) -> ExpressionWrapper:
    """Return the condition of contributions that an account made or signs as an author."""
    named = ArticleAuthor.objects.filter(page=OuterRef("page"), user=user)
    own = Q(Exists(named)) | Q(page__owner=user, page__owner__isnull=False)
    return ExpressionWrapper(own, output_field=BooleanField())
