"""Where documents stand on a day: every status, the days around a change, lists of any length."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from factories.documents import make_official_document
from factories.portal import make_unit, make_user
from units.documents.enums import DocumentState, DocumentStatus, RelationKind, Secrecy
from units.documents.errors import DocumentRefused
from units.documents.models import DocumentRelation, OfficialDocument
from units.documents.services.entering import COLUMNS, change_document
from units.documents.services.relating import relate_documents, unrelate_documents
from units.documents.status import status_on, with_status
from units.enums import UnitRole

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 1)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def unit():
    return make_unit("HAN")


@pytest.fixture
def officer(unit):
    return make_user(unit=unit, role=UnitRole.OFFICER)


def relate(source, target, kind, user, note=""):
    return relate_documents(
        source_id=source.pk, target_id=target.pk, kind=kind, user=user, note=note
    )


def statuses(document) -> list[str]:
    return [status_on(document, day).value for day in (BEFORE, DAY, AFTER)]


def test_a_document_is_in_force_from_the_day_of_issue(unit):
    document = make_official_document(unit, issued_on=DAY)
    assert statuses(document) == ["not_yet", "in_force", "in_force"]


def test_the_day_in_force_counts_before_the_day_of_issue(unit):
    document = make_official_document(unit, issued_on=date(2025, 6, 1), effective_on=DAY)
    assert statuses(document) == ["not_yet", "in_force", "in_force"]


def test_a_document_ends_on_the_day_it_expires(unit):
    document = make_official_document(unit, issued_on=date(2020, 1, 1), expired_on=DAY)
    assert statuses(document) == ["in_force", "expired", "expired"]


@pytest.mark.parametrize(
    ("kind", "after"), [(RelationKind.REPLACES, "replaced"), (RelationKind.AMENDS, "amended")]
)
def test_another_document_changes_it_from_its_own_first_day(unit, officer, kind, after):
    old = make_official_document(unit, issued_on=date(2020, 1, 1))
    new = make_official_document(unit, issued_on=date(2025, 12, 1), effective_on=DAY)
    relate(new, old, kind, officer)
    assert statuses(old) == ["in_force", after, after]


@pytest.mark.parametrize("kind", [RelationKind.GUIDES, RelationKind.BASED_ON])
def test_other_relations_change_nothing(unit, officer, kind):
    old = make_official_document(unit, issued_on=date(2020, 1, 1))
    relate(make_official_document(unit, issued_on=DAY), old, kind, officer)
    assert statuses(old) == ["in_force"] * 3


@pytest.mark.parametrize("state", [DocumentState.DRAFT, DocumentState.WITHDRAWN])
def test_only_an_issued_document_replaces(unit, officer, state):
    old = make_official_document(unit, issued_on=date(2020, 1, 1))
    reason = "Sai" if state == DocumentState.WITHDRAWN else ""
    new = make_official_document(unit, issued_on=DAY, state=state, withdrawn_reason=reason)
    relate(new, old, RelationKind.REPLACES, officer)
    assert statuses(old) == ["in_force"] * 3


def test_what_was_withdrawn_stands_before_all(unit, officer):
    old = make_official_document(
        unit,
        issued_on=date(2020, 1, 1),
        expired_on=DAY,
        state=DocumentState.WITHDRAWN,
        withdrawn_reason="Sai",
    )
    relate(make_official_document(unit, issued_on=DAY), old, RelationKind.REPLACES, officer)
    assert statuses(old) == ["withdrawn"] * 3


def test_replaced_stands_before_expired_and_amended(unit, officer):
    old = make_official_document(unit, issued_on=date(2020, 1, 1), expired_on=DAY)
    new = make_official_document(unit, issued_on=DAY)
    relate(new, old, RelationKind.REPLACES, officer)
    relate(new, old, RelationKind.AMENDS, officer)
    assert status_on(old, AFTER) == DocumentStatus.REPLACED


def test_a_list_costs_one_query_at_any_length(unit, officer, count_queries):
    def read() -> None:
        list(with_status(OfficialDocument.objects.all(), DAY))

    make_official_document(unit, issued_on=BEFORE)
    first = count_queries(read)
    for _number in range(5):
        make_official_document(unit, issued_on=BEFORE)
    assert count_queries(read) == first == 1


def test_documents_do_not_replace_each_other_in_a_circle(unit, officer):
    one, two, three = (make_official_document(unit, issued_on=DAY) for _number in range(3))
    relate(two, one, RelationKind.REPLACES, officer)
    relate(three, two, RelationKind.REPLACES, officer)
    with pytest.raises(DocumentRefused):
        relate(one, three, RelationKind.REPLACES, officer)
    with pytest.raises(DocumentRefused):
        relate(one, one, RelationKind.AMENDS, officer)
    assert relate(one, three, RelationKind.BASED_ON, officer)
    assert DocumentRelation.objects.count() == 3


def test_a_later_document_is_neither_replaced_nor_rested_on(unit, officer):
    old = make_official_document(unit, issued_on=BEFORE)
    new = make_official_document(unit, issued_on=DAY)
    for kind in RelationKind:
        with pytest.raises(DocumentRefused):
            relate(old, new, kind, officer)


def test_a_day_of_issue_does_not_turn_relations_round(unit, officer):
    old = make_official_document(unit, issued_on=BEFORE)
    new = make_official_document(unit, issued_on=AFTER, audience="internal")
    relate(new, old, RelationKind.AMENDS, officer)
    for document, day, fits in (
        (new, BEFORE - timedelta(days=1), False),
        (old, AFTER + timedelta(days=1), False),
        (new, BEFORE, True),
        (old, BEFORE - timedelta(days=1), True),
    ):
        values = {name: getattr(document, name) for name in COLUMNS} | {"issued_on": day}
        call = {
            "document_id": document.pk,
            "user": officer,
            "seen": OfficialDocument.objects.get(pk=document.pk).version,
            "values": values,
            "secrecy": Secrecy.NONE,
            "now": timezone.now(),
        }
        if fits:
            assert change_document(**call).issued_on == day
        else:
            with pytest.raises(ValidationError) as refused:
                change_document(**call)
            assert list(refused.value.message_dict) == ["issued_on"]


def test_relating_twice_is_one_relation_and_taking_back_twice_is_none(unit, officer):
    old = make_official_document(unit, issued_on=BEFORE)
    new = make_official_document(unit, issued_on=DAY)
    relation = relate(new, old, RelationKind.GUIDES, officer, note=" Điều 5 ")
    assert relate(new, old, RelationKind.GUIDES, officer) == relation
    assert relation.note == "Điều 5"
    for _time in range(2):
        unrelate_documents(source_id=new.pk, relation_id=relation.pk, user=officer)
    assert not DocumentRelation.objects.exists()


def test_foreign_documents_are_neither_related_nor_found(unit, officer):
    other = make_unit("NGA")
    secret = make_official_document(other, issued_on=BEFORE)
    own = make_official_document(unit, issued_on=timezone.localdate())
    with pytest.raises(DocumentRefused):
        relate(own, secret, RelationKind.GUIDES, officer)
    with pytest.raises(DocumentRefused):
        relate(secret, own, RelationKind.GUIDES, officer)
    relation = DocumentRelation.objects.create(source=secret, target=own, kind="guides")
    with pytest.raises(DocumentRefused):
        unrelate_documents(source_id=secret.pk, relation_id=relation.pk, user=officer)
