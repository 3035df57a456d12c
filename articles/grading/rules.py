"""Who may grade a piece and who may read its grades: predicates without side effects."""

from articles.enums import RouteKind
from articles.grading.revisions import graded_authors
from articles.models import Contribution
from articles.rules import is_editor_in_chief, owns_piece, works_at_desk
from units.rules import is_portal_administrator

GRADED_KINDS = (RouteKind.NEWS, RouteKind.THEMATIC)


def is_gradeable(contribution: Contribution) -> bool:
    """Tell whether a piece earns a royalty: published by a desk, and no notice.

    It stays so while a later update is under review, and after a retraction.
    """
    return (
        contribution.kind in GRADED_KINDS
        and contribution.used_at is not None
        and contribution.used_revision_id is not None
    )


def earns_from(user, contribution: Contribution) -> bool:
    """Tell whether a piece is the account's own: made by it, or naming it as an author.

    Both the piece as it is now and the revision that is graded count.
    """
    if owns_piece(user, contribution.page):
        return True
    return any(author.user_id == user.pk for author in graded_authors(contribution))


def can_grade(user, contribution: Contribution) -> bool:
    """Tell whether `user` may grade: works at the piece's desk and earns nothing from it."""
    return (
        contribution.desk is not None
        and is_gradeable(contribution)
        and works_at_desk(user, desk=contribution.desk)
        and not earns_from(user, contribution)
    )


def may_read_sheet(user, contribution: Contribution) -> bool:
    """Tell whether `user` may open the grade sheet: graders, who approves, administrators.

    Nobody opens that of a piece of their own; what they earn stands in their own list.
    """
    if contribution.desk is None or not is_gradeable(contribution):
        return False
    reads = (
        works_at_desk(user, desk=contribution.desk)
        or is_editor_in_chief(user, desk=contribution.desk)
        or is_portal_administrator(user)
    )
    return reads and not earns_from(user, contribution)


def may_read_coefficient(user, contribution: Contribution) -> bool:
    """Tell whether `user` reads the coefficient beside a piece's way: its desk, its authors."""
    if contribution.desk is not None and works_at_desk(user, desk=contribution.desk):
        return True
    return any(author.user_id == user.pk for author in graded_authors(contribution))
