"""The quick sub-site of the tests has every row of the real one."""

import re

import pytest
from django.db import connection
from wagtail.models import Page

from factories.portal import make_unit
from units.models import Unit
from units.services.provisioning import find_drift, provision_unit

pytestmark = pytest.mark.django_db
# What differs between any two sub-sites: numbers of rows, keys, times.
OF_ITS_OWN = {"id", "pk", "timestamp", "created_at", "updated_at", "translation_key"}


def made_rows(make) -> dict[str, list[dict]]:
    """Return the rows of every table that a call adds."""
    before = all_rows()
    make()
    return {
        table: [row for row in rows if row not in before[table]]
        for table, rows in all_rows().items()
        if rows != before[table]
    }


def all_rows() -> dict[str, list[dict]]:
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "_fts" in table:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def comparable(tables: dict[str, list[dict]]) -> dict[str, list[str]]:
    """Return rows without what is each unit's own; numbers count as one number."""
    return {
        table: sorted(
            str({
                name: re.sub(r"\d+", "0", str(value))
                for name, value in row.items()
                if name not in OF_ITS_OWN
            })
            for row in rows
        )
        for table, rows in tables.items()
    }  # fmt: skip


def provisioned(code: str) -> Unit:
    unit = Unit.objects.create(
        code=code,
        kind="province",
        name_vi=f"Liên đoàn Lao động {code}",
        name_en=f"Federation {code}",
        short_name_vi=f"LĐLĐ {code}",
        slug=code.lower(),
    )
    provision_unit(unit=unit)
    return unit


def test_quick_sub_site_has_every_row_of_the_real_one() -> None:
    real = comparable(made_rows(lambda: provisioned("DV-1")))
    quick = comparable(made_rows(lambda: make_unit("DV-2")))

    assert quick == real
    assert {"units_unithomepage", "wagtailcore_referenceindex", "auth_group"} <= set(real)


def test_nothing_lacks_in_quick_sub_sites() -> None:
    units = [make_unit(), make_unit()]

    assert [find_drift(unit=unit) for unit in units] == [[], []]
    assert not any(Page.find_problems())
