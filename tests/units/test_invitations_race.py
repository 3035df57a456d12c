"""Two people press “create the account” at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from core.models import User
from factories.accounts import make_administered_unit, make_invitation
from units.models import Membership
from units.services.invitations import AccountExists, LinkUnusable, accept_as_new_person


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_simultaneous_accepts_make_one_account():
    unit, admin = make_administered_unit("DONVI-A")
    _invitation, token = make_invitation(unit, by=admin)
    barrier, outcomes = Barrier(4), []

    def accept() -> None:
        try:
            barrier.wait()
            accept_as_new_person(
                token=token, last_name="Lê", first_name="Hoa",
                password="mot-mat-khau-dai-9", now=timezone.now(),
            )  # fmt: skip
            outcomes.append("accepted")
        except (AccountExists, LinkUnusable) as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["LinkUnusable", "LinkUnusable", "LinkUnusable", "accepted"]
    assert User.objects.filter(email="moi@example.vn").count() == 1
    assert Membership.objects.filter(unit=unit, role="contributor").count() == 1
