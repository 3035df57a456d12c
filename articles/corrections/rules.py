"""Who may correct or retract a used piece: predicates without side effects."""

from articles.grading.rules import earns_from
from articles.models import Contribution
from articles.rules import heads_desk, is_editor_in_chief, works_at_desk


def may_correct(user, contribution: Contribution) -> bool:
    """Tell whether `user` may correct a used piece: works at its desk and did not write it.

    One person is enough: an error that readers see is urgent, and who uses a piece is one person
    too.
    """
    return (
        _is_used(contribution)
        and works_at_desk(user, desk=contribution.desk)
        and not earns_from(user, contribution)
    )


def may_retract(user, contribution: Contribution) -> bool:
    """Tell whether `user` may retract a used piece: heads its desk, or is its editor-in-chief."""
    if not _is_used(contribution) or earns_from(user, contribution):
        return False
    desk = contribution.desk
    return heads_desk(user, desk=desk) or is_editor_in_chief(user, desk=desk)


def was_used(page) -> bool:
    """Tell whether a desk has used a page: it is counted, graded and paid, so it stays in place."""
    return Contribution.objects.filter(page_id=page.pk, used_at__isnull=False).exists()


def _is_used(contribution: Contribution) -> bool:
    return contribution.desk is not None and contribution.used_at is not None
