"""Two people at once: one number is one entry, one page, and no circle closes."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.utils import timezone

from factories.documents import enter, entry_values, make_official_document
from factories.portal import make_unit, make_user
from units.documents.enums import RelationKind, Secrecy
from units.documents.errors import DocumentRefused, NumberTaken
from units.documents.models import DocumentPage, DocumentRelation, OfficialDocument
from units.documents.services.entering import enter_document, issue_document
from units.documents.services.pages import publish_document
from units.documents.services.relating import relate_documents
from units.enums import UnitRole

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*calls: Callable[[], Any]) -> list[Exception]:
    """Make the calls in threads that start together; return the refusals."""
    barrier, refusals = Barrier(len(calls)), []

    def run(call: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            call()
        except DocumentRefused as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def officers(unit):
    return [make_user(unit=unit, role=UnitRole.OFFICER) for _number in range(4)]


def test_of_several_who_enter_a_number_one_has_it(unit, officers):
    calls = [lambda user=user: enter(unit, user, number_symbol="9/QĐ-TLĐ") for user in officers]
    refusals = at_once(*calls)
    assert [type(one) for one in refusals] == [NumberTaken] * 3
    assert OfficialDocument.objects.count() == 1


def test_two_clicks_at_once_enter_one_document(unit, officers):
    values = entry_values(issuer=unit)
    call = {
        "unit": unit,
        "user": officers[0],
        "values": values,
        "secrecy": Secrecy.NONE,
        "request_key": UUID("7b1c2a52-26ce-4a6b-8f0d-119720160809"),
        "now": timezone.now(),
    }
    assert at_once(*[lambda: enter_document(**call)] * 3) == []
    assert OfficialDocument.objects.count() == 1


def test_publishing_at_once_makes_a_page_each_and_one_for_the_same(unit, officers):
    now = timezone.now()
    documents = [enter(unit, officers[0], audience="public") for _number in range(3)]
    for document in documents:
        issue_document(document_id=document.pk, user=officers[0], seen=0, now=now)
    twice = [*documents, documents[0]]
    calls = [
        lambda pk=document.pk, user=user: publish_document(
            document_id=pk, user=user, seen=1, now=now
        )
        for document, user in zip(twice, officers, strict=True)
    ]
    at_once(*calls)
    assert DocumentPage.objects.count() == 3
    assert DocumentPage.objects.values("path").distinct().count() == 3


def test_two_documents_never_replace_each_other(unit, officers):
    one, two = (make_official_document(unit, issued_on=date(2026, 1, 1)) for _number in range(2))
    calls = [
        lambda source=source, target=target, user=user: relate_documents(
            source_id=source.pk, target_id=target.pk, kind=RelationKind.REPLACES, user=user
        )
        for source, target, user in ((one, two, officers[0]), (two, one, officers[1]))
    ]
    assert len(at_once(*calls)) == 1
    assert DocumentRelation.objects.count() == 1
