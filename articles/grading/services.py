"""Gives, renews and voids the grade of a used piece; nothing of a grade is ever changed."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from articles.enums import EventKind, RouteKind
from articles.grading.assessing import LONGEST_VERSION_REASON, Assessment, assess
from articles.grading.calculator import share_amounts
from articles.grading.errors import GradeRefused
from articles.grading.queries import current_grade
from articles.grading.rules import earns_from, is_gradeable
from articles.grading.sheets import GradeSheet, says_the_same, tidied
from articles.models import Contribution, Desk, Grade, GradeBonus, GradeShare
from articles.rules import works_at_desk
from articles.services.events import record_event
from core.audit import record
from core.models import User
from core.text import normalize

__all__ = ["GradeRefused", "GradeSheet", "grade", "preview", "void"]

# What a void version repeats of the one it voids.
FROZEN = (
    "revision",
    "desk",
    "published_on",
    "genre",
    "frame",
    "coefficient",
    "placement",
    "placement_percent",
    "translation_percent",
    "base_salary",
    "unit_percent",
    "unit_value",
)


@transaction.atomic
def grade(*, contribution_id: int, user: User, sheet: GradeSheet, now: datetime) -> Grade:
    """Grade a used piece as its desk, or anew with a reason; every rate is frozen here.

    The grade is of the revision published first, with the authors named in it. The same sheet
    sent twice gives one grade. Raises `GradeRefused` for people who may not, for a faulty sheet,
    for a missing rate, and when somebody else has graded since the sheet was opened.
    """
    sheet = tidied(sheet)
    contribution = _locked(contribution_id, user=user)
    current = current_grade(contribution)
    if current and current.graded_by_id == user.pk and _is_repeated(current, sheet):
        return current
    _refuse_stale(current, sheet.expected_version)
    assessment = assess(contribution=contribution, sheet=sheet, is_new_version=current is not None)
    made = _write(contribution, assessment, user=user, now=now)
    _tell(made, action="grade.made", now=now)
    return made


def preview(*, contribution: Contribution, user: User, sheet: GradeSheet) -> Assessment:
    """Return what a sheet would come to, without writing. Raises `GradeRefused`."""
    _gradeable_by(contribution, user=user)
    is_new_version = current_grade(contribution) is not None
    return assess(contribution=contribution, sheet=tidied(sheet), is_new_version=is_new_version)


@transaction.atomic
def void(
    *, contribution_id: int, user: User, reason: str, expected_version: int, now: datetime
) -> Grade:
    """Void the grade that counts: a new version without amount and shares.

    What was paid for earlier versions is taken back by the next statement. Voiding twice gives
    one version. Raises `GradeRefused`.
    """
    reason = normalize(reason).strip()
    contribution = _locked(contribution_id, user=user)
    current = current_grade(contribution)
    if current is None:
        raise GradeRefused(_("This piece has no grade yet."))
    if current.is_void and current.version == expected_version + 1:
        return current
    _refuse_stale(current, expected_version)
    if current.is_void:
        raise GradeRefused(_("This grade is void already."))
    _check_void_reason(reason)
    kept = {name: getattr(current, name) for name in FROZEN}
    made = Grade.objects.create(
        contribution=contribution,
        version=current.version + 1,
        amount=0,
        is_void=True,
        reason=reason,
        graded_by=user,
        graded_at=now,
        **kept,
    )
    _tell(made, action="grade.voided", now=now)
    return made


def _locked(contribution_id: int, *, user: User) -> Contribution:
    """Return a piece that `user` may grade, locked until the transaction ends."""
    # Without joins: after a wait PostgreSQL gives the newest row, but its neighbours of before.
    rows = Contribution.objects.select_for_update().filter(pk=contribution_id)
    return _gradeable_by(rows.first(), user=user)


def _gradeable_by(contribution: Contribution | None, *, user: User) -> Contribution:
    """Return a piece that `user` may grade; one message for another desk's piece and for none."""
    desk = contribution.desk if contribution else None
    if contribution is None or desk is None or not works_at_desk(user, desk=desk):
        raise GradeRefused(_("This piece is not graded at your desk."))
    if contribution.kind == RouteKind.NOTICE:
        raise GradeRefused(_("Notices are not graded."))
    if not is_gradeable(contribution):
        raise GradeRefused(_("This piece has not been used yet."))
    if earns_from(user, contribution):
        raise GradeRefused(_("You may not grade a piece of your own."))
    return contribution


def _is_repeated(current: Grade, sheet: GradeSheet) -> bool:
    return current.version == sheet.expected_version + 1 and says_the_same(current, sheet)


def _refuse_stale(current: Grade | None, expected_version: int) -> None:
    if (current.version if current else 0) == expected_version:
        return
    if current is None:
        raise GradeRefused(_("This piece has no grade yet."))
    grader = current.graded_by
    raise GradeRefused(
        _(
            "%(name)s has graded this piece since you opened the sheet (version %(version)s). "
            "Look at that grade first."
        )
        % {"name": grader.get_full_name() or grader.username, "version": current.version}
    )


def _check_void_reason(reason: str) -> None:
    if not reason:
        raise GradeRefused(_("Write why this grade is void."), field="reason")
    if len(reason) > LONGEST_VERSION_REASON:
        message = _("Write at most %(count)s signs.") % {"count": LONGEST_VERSION_REASON}
        raise GradeRefused(message, field="reason")


def _write(
    contribution: Contribution, assessment: Assessment, *, user: User, now: datetime
) -> Grade:
    sheet, computed = assessment.sheet, assessment.computation
    made = Grade.objects.create(
        contribution=contribution,
        version=sheet.expected_version + 1,
        revision=contribution.used_revision,
        desk=cast(Desk, contribution.desk),
        published_on=assessment.published_on,
        genre=sheet.genre,
        frame=assessment.frame.row,
        coefficient=sheet.coefficient,
        placement=contribution.placement,
        placement_percent=computed.placement_percent,
        translation_percent=sheet.translation_percent,
        base_salary=assessment.base_salary,
        unit_percent=assessment.unit_percent,
        unit_value=computed.unit_value,
        amount=computed.amount,
        reason=sheet.reason,
        graded_by=user,
        graded_at=now,
    )
    _write_bonuses(made, assessment)
    _write_shares(made, assessment)
    return made


def _write_bonuses(made: Grade, assessment: Assessment) -> None:
    GradeBonus.objects.bulk_create(
        GradeBonus(grade=made, rule=assessment.rules[code], percent=percent, reason=reason)
        for code, percent, reason in assessment.sheet.bonuses
    )


def _write_shares(made: Grade, assessment: Assessment) -> None:
    authors = assessment.authors
    # An account may have been deleted since the revision named it.
    named = [author.user_id for author in authors if author.user_id]
    known = set(User.objects.filter(pk__in=named).values_list("pk", flat=True))
    amounts = share_amounts(amount=made.amount, percents=[author.share for author in authors])
    GradeShare.objects.bulk_create(
        GradeShare(
            grade=made,
            position=position,
            user_id=author.user_id if author.user_id in known else None,
            pen_name=author.pen_name,
            role=author.role,
            percent=author.share,
            amount=amount,
        )
        for position, (author, amount) in enumerate(zip(authors, amounts, strict=True), start=1)
    )


def _tell(made: Grade, *, action: str, now: datetime) -> None:
    """Record in the piece's history and the audit trail; the unit reads the former: no amounts."""
    note = _("Version %(number)s") % {"number": made.version} if made.version > 1 else ""
    record_event(
        contribution=made.contribution,
        kind=EventKind.GRADED,
        actor=made.graded_by,
        desk=made.desk,
        note=note,
        now=now,
    )
    record(
        actor=made.graded_by,
        action=action,
        subject=made,
        contribution=made.contribution_id,
        version=made.version,
        coefficient=str(made.coefficient),
        amount=made.amount,
        reason=made.reason,
    )
