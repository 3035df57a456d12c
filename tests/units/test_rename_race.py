"""Two people who rename a unit at once: the home page has the name that the register ends with."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from factories.portal import make_unit, make_user
from units.enums import PortalRole
from units.models import Unit, UnitHomePage

# SQLite keeps the test database in memory, for one thread.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
NAMES = ("Liên đoàn Lao động tỉnh Đông", "Liên đoàn Lao động tỉnh Đoài")


def test_two_at_once_leave_register_and_page_with_one_name() -> None:
    unit = make_unit("MOT")
    address = reverse("units:edit", args=[unit.pk])
    people = [make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR) for _name in NAMES]
    barrier, answers = Barrier(len(NAMES)), []

    def rename(person, name: str) -> None:
        client = Client()
        client.force_login(person)
        form = client.get(address).context["form"]
        typed = {field: form[field].value() or "" for field in form.fields}
        barrier.wait()
        try:
            answers.append(client.post(address, typed | {"name_vi": name}).status_code)
        finally:
            connection.close()

    threads = [Thread(target=rename, args=pair) for pair in zip(people, NAMES, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302, 302]
    name = Unit.objects.get(pk=unit.pk).name_vi
    assert name in NAMES
    assert UnitHomePage.objects.get(unit=unit, language_code="vi").title == name
