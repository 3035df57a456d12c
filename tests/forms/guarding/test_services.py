"""A proof is used once, by one of many who try at the same moment, and forgotten in time."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from forms.guarding.keys import LIFETIME
from forms.guarding.models import SpentProof
from forms.guarding.services import MARGIN, AlreadySent, forget_spent_proofs, spend_proof

NOW = timezone.now()
KEY = UUID(int=1)


def spend(key: UUID = KEY, *, purpose: str = "note", now=NOW) -> None:
    spend_proof(purpose=purpose, digest="a" * 64, submission_key=key, now=now)


@pytest.mark.django_db
def test_the_same_submission_and_other_purposes_may_spend_again() -> None:
    spend()
    spend()
    spend(uuid4(), purpose="vote")
    with pytest.raises(AlreadySent):
        spend(uuid4())
    assert SpentProof.objects.count() == 2
    assert KEY.hex not in repr(list(SpentProof.objects.values()))


@pytest.mark.django_db
def test_a_submission_that_fails_leaves_its_proof_unused() -> None:
    with transaction.atomic():
        spend()
        transaction.set_rollback(True)
    spend(uuid4())


@pytest.mark.django_db
@pytest.mark.sqlite
def test_only_expired_proofs_are_forgotten() -> None:
    age = LIFETIME + MARGIN
    spend(purpose="old", now=NOW - age - timedelta(seconds=1))
    spend(purpose="kept", now=NOW - age)
    assert forget_spent_proofs(now=NOW) == 1
    assert SpentProof.objects.get().purpose == "kept"
    call_command("forget_spent_proofs", verbosity=0)
    assert not SpentProof.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_of_many_at_once_one_submission_spends() -> None:
    barrier, outcomes = Barrier(6), []

    def attempt() -> None:
        barrier.wait()
        try:
            with transaction.atomic():
                spend(uuid4())
            outcomes.append("spent")
        except AlreadySent:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=attempt) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 5 + ["spent"]
