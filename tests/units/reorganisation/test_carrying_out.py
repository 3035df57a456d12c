"""What each kind of operation does to the register, to people, documents and directives."""

from datetime import date

import pytest

from factories.portal import make_unit, make_user
from factories.reorganising import NOW, TODAY, carried_out, make_full_unit, make_plan, new_unit
from units.directives.models import ReceiptStep
from units.documents.models import OfficialDocument
from units.enums import UnitRole
from units.lineage import lineage_of, successors_of
from units.models import Invitation, Membership, Unit, UnitHomePage, UnitSuccession
from units.personnel.models import Appointment, Person, YearlyFigure
from units.reorganisation.enums import OperationKind, OperationState
from units.reorganisation.models import RowChange
from units.services.provisioning import find_drift

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 11, 19)


def merged():
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = carried_out(make_plan(old, to=(taker,)), by=make_user())
    old.refresh_from_db()
    taker.refresh_from_db()
    return old, taker, operation


def test_a_merger_ends_the_old_unit_the_day_before():
    old, taker, operation = merged()
    assert old.valid_to == LAST_DAY
    assert taker.valid_from is None
    assert taker.valid_to is None
    assert operation.state == OperationState.APPLIED
    assert operation.applied_at == NOW
    succession = UnitSuccession.objects.get()
    assert (succession.predecessor, succession.successor) == (old, taker)
    assert (succession.kind, succession.effective_on) == ("merge", TODAY)
    assert succession.source == operation.decision
    assert Unit.objects.get(code="CU-CON").parent == taker


def test_a_merger_gives_people_their_roles_in_the_taker():
    old, taker, _operation = merged()
    assert not Membership.objects.filter(unit=old).exists()
    roles = {(one.user.username, one.role) for one in Membership.objects.filter(unit=taker)}
    assert roles == {
        ("vanthu.cu", "officer"),
        ("tongbientap.cu", "chief_editor"),
        ("vietbai.cu", "contributor"),
    }
    officer = Membership.objects.get(role="officer").user
    assert set(officer.groups.values_list("name", flat=True)) == {"MOI:officer"}
    assert Invitation.objects.get().unit == taker
    assert find_drift(unit=taker) == []


def test_a_role_that_is_held_already_is_not_given_twice():
    old, taker = make_unit("CU"), make_unit("MOI")
    user = make_user(unit=old, role=UnitRole.OFFICER)
    Membership.objects.create(user=user, unit=taker, role=UnitRole.OFFICER)
    operation = carried_out(make_plan(old, to=(taker,)))
    assert Membership.objects.get().unit == taker
    assert not RowChange.objects.filter(
        operation=operation, subject__startswith="units.membership", is_new=True
    ).exists()


def test_a_merger_moves_people_and_ends_their_posts():
    _old, taker, _operation = merged()
    person, post = Person.objects.get(), Appointment.objects.get()
    assert person.unit == taker
    assert person.account_is_kept
    assert "CU" in person.account_kept_reason
    assert post.to_date == LAST_DAY
    assert "MOI" in post.end_reason
    assert post.body.valid_to == LAST_DAY
    assert YearlyFigure.objects.get().unit == _old


def test_a_merger_moves_documents_but_not_who_issued_them():
    old, taker, _operation = merged()
    document = OfficialDocument.objects.get()
    assert (document.unit, document.issuer) == (taker, old)


def test_a_merger_puts_the_taker_in_charge_of_open_directives():
    old, taker, _operation = merged()
    step = ReceiptStep.objects.get(action="handed_over")
    assert (step.receipt.unit, step.receipt.in_charge, step.unit) == (old, taker, old)


def test_the_taker_may_choose_the_old_units_pictures():
    old, _taker, _operation = merged()
    from wagtail.models import GroupCollectionPermission

    rights = GroupCollectionPermission.objects.filter(
        group__name="MOI:chief_editor", collection=old.collection
    )
    codes = set(rights.values_list("permission__codename", flat=True))
    assert codes == {"choose_image", "choose_document"}


def test_a_rename_makes_the_new_unit_with_its_sub_site_in_both_languages():
    old = make_full_unit("CU")
    carried_out(make_plan(old, to=(new_unit("TEN-MOI"),), kind=OperationKind.RENAME))
    unit = Unit.objects.get(code="TEN-MOI")
    assert unit.valid_from == TODAY
    assert find_drift(unit=unit) == []
    languages = UnitHomePage.objects.filter(unit=unit).values_list("language_code", flat=True)
    assert set(languages) == {"vi", "en"}
    assert Membership.objects.filter(unit=unit).count() == 3


def test_a_split_gives_what_is_open_to_one_of_the_successors():
    old, first = make_full_unit("CU"), make_unit("MOT")
    plan = make_plan(old, to=(first, new_unit("HAI")), kind=OperationKind.SPLIT, taker=1)
    carried_out(plan)
    second = Unit.objects.get(code="HAI")
    assert Membership.objects.filter(unit=second).count() == 3
    assert not Membership.objects.filter(unit=first).exists()
    assert UnitSuccession.objects.filter(kind="split").count() == 2


def test_a_unit_may_go_on_after_a_split():
    old = make_full_unit("CU")
    carried_out(make_plan(old, to=(old, new_unit("HAI")), kind=OperationKind.SPLIT))
    old.refresh_from_db()
    assert old.valid_to is None
    assert Membership.objects.filter(unit=old).count() == 3


def test_a_unit_that_went_on_after_a_split_ends_later_and_may_take_the_part_back():
    old, last = make_unit("CU"), make_unit("CUOI")
    split = make_plan(
        old, to=(old, new_unit("HAI")), kind=OperationKind.SPLIT, effective_on=date(2026, 11, 1)
    )
    carried_out(split)
    part = Unit.objects.get(code="HAI")
    carried_out(make_plan(part, to=(old,)))
    assert lineage_of(old.pk) == {old.pk, part.pk}
    old.refresh_from_db()
    carried_out(make_plan(old, to=(last,)))
    assert successors_of(old.pk) == {last.pk}


def test_a_unit_goes_on_twice_on_one_day():
    first, second, taker = make_unit("MOT"), make_unit("HAI"), make_unit("MOI")
    carried_out(make_plan(first, taker, to=(taker,)))
    carried_out(make_plan(second, taker, to=(taker,)))
    assert lineage_of(taker.pk) == {first.pk, second.pk, taker.pk}


def test_a_closed_unit_loses_its_people_and_keeps_its_records():
    old = make_full_unit("CU")
    carried_out(make_plan(old, kind=OperationKind.CLOSE))
    old.refresh_from_db()
    assert old.valid_to == LAST_DAY
    assert not Membership.objects.exists()
    assert not UnitSuccession.objects.exists()
    assert Person.objects.get().unit == old
    assert not Person.objects.get().account_is_kept
    assert OfficialDocument.objects.get().unit == old
    assert Invitation.objects.get().cancelled_at == NOW
    assert not ReceiptStep.objects.filter(action="handed_over").exists()


def test_a_post_that_would_begin_later_is_cancelled():
    from factories.reorganising import make_post

    old, taker = make_unit("CU"), make_unit("MOI")
    make_post(old, from_date=date(2027, 1, 1))
    carried_out(make_plan(old, to=(taker,)))
    post = Appointment.objects.get()
    assert post.cancelled_at == NOW
    assert post.to_date is None
    assert post.cancel_reason


def test_the_unit_that_goes_on_is_its_own_successor():
    old, taker = make_unit("CU"), make_unit("MOI")
    carried_out(make_plan(old, taker, to=(taker,)))
    taker.refresh_from_db()
    assert taker.valid_to is None
    assert UnitSuccession.objects.filter(predecessor=taker, successor=taker).exists()


def test_a_taker_below_the_old_unit_comes_where_that_stood():
    top, old, taker = make_unit("TOP"), make_unit("CU"), make_unit("MOI")
    Unit.objects.filter(pk=old.pk).update(parent=top)
    Unit.objects.filter(pk=taker.pk).update(parent=old)
    old.refresh_from_db()
    taker.refresh_from_db()
    carried_out(make_plan(old, to=(taker,)))
    taker.refresh_from_db()
    assert taker.parent == top
