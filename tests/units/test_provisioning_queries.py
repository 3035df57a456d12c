"""Provisioning a unit costs the same whether it is the first, the third or the thirtieth."""

from collections.abc import Callable

import pytest

from units.enums import UnitKind
from units.models import Unit
from units.services.provisioning import find_drift, provision_portal, provision_unit

pytestmark = pytest.mark.django_db
MEASURED = (1, 3, 30)
AT_MOST, AGAIN_AT_MOST = 350, 15


def make_bare_unit(number: int) -> Unit:
    """Make a unit that nothing was provisioned for."""
    return Unit.objects.create(
        code=f"DONVI-{number}",
        kind=UnitKind.PROVINCE,
        name_vi=f"Đơn vị số {number}",
        short_name_vi=f"Đơn vị {number}",
        slug=f"don-vi-{number}",
    )


def counts_by_position(count_queries, measured: Callable[[Unit], object]) -> dict[int, int]:
    """Provision thirty units; return the queries of `measured` at the 1st, 3rd and 30th."""
    provision_portal()
    # A unit before the first: an empty directory has no last page to ask for.
    provision_unit(unit=make_bare_unit(0))
    counts = {}
    for number in range(1, max(MEASURED) + 1):
        unit = make_bare_unit(number)
        if number in MEASURED:
            counts[number] = count_queries(lambda unit=unit: measured(unit))
        provision_unit(unit=unit)
        assert not find_drift(unit=unit)
    return counts


def test_provisioning_costs_the_same_for_every_unit(count_queries) -> None:
    counts = counts_by_position(count_queries, lambda unit: provision_unit(unit=unit))

    assert counts[1] == counts[3] == counts[30] <= AT_MOST


def test_provisioning_again_costs_the_same_for_every_unit(count_queries) -> None:
    provision_portal()
    units = [make_bare_unit(number) for number in range(max(MEASURED))]
    for unit in units:
        provision_unit(unit=unit)

    counts = [count_queries(lambda unit=unit: provision_unit(unit=unit)) for unit in units]

    assert set(counts) == {counts[0]}
    assert counts[0] <= AGAIN_AT_MOST
