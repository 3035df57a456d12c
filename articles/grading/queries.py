"""Reads of grades: what waits, what counts now, every version of a piece."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from articles.grading.rules import GRADED_KINDS
from articles.models import ArticleAuthor, Contribution, Desk, Grade, GradeShare


def gradeable(desks: list[Desk]) -> QuerySet[Contribution]:
    """Return the used pieces of desks, those published first at the front."""
    return Contribution.objects.filter(
        desk__in=desks,
        kind__in=GRADED_KINDS,
        used_at__isnull=False,
        used_revision__isnull=False,
    ).order_by("used_at", "pk")


def waiting_for_grade(desk: Desk) -> QuerySet[Contribution]:
    """Return the used pieces of a desk that nobody has graded, the oldest first."""
    return gradeable([desk]).filter(ungraded())


def ungraded() -> Q:
    """Return the condition of contributions without any grade; a void grade is one."""
    return ~Q(Exists(Grade.objects.filter(contribution=OuterRef("pk"))))


def without_own(pieces: QuerySet[Contribution], user) -> QuerySet[Contribution]:
    """Leave out what the account made, signs as an author, or was graded for."""
    named = ArticleAuthor.objects.filter(page=OuterRef("page"), user=user)
    graded = GradeShare.objects.filter(grade__contribution=OuterRef("pk"), user=user)
    own = Q(page__owner=user) | Q(Exists(named)) | Q(Exists(graded))
    return pieces.exclude(own)


def with_current_grade(pieces: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Load the grade that counts of each piece as the list `current_grades`; one query more."""
    current = Grade.objects.current().select_related("genre")
    return pieces.prefetch_related(Prefetch("grades", current, to_attr="current_grades"))


def current_grade(contribution: Contribution) -> Grade | None:
    """Return the newest version of a piece's grade, or None."""
    return contribution.grades.order_by("-version").first()


def versions(contribution: Contribution) -> list[Grade]:
    """Return every version of a piece's grade with all its figures, the newest first."""
    rows = contribution.grades.select_related(
        "genre", "base_salary", "graded_by", "frame", "revision"
    )
    return list(rows.prefetch_related("bonuses__rule", "shares__user").order_by("-version"))
