"""The gate's table is whole: every address is decided, every named object is guarded."""

import pytest

from isolation.addresses import admin_addresses
from units.gate.arguments import HARMLESS_ARGUMENTS
from units.gate.roles import ACCOUNTS, EVERYBODY, NOBODY, PORTAL
from units.gate.table import AddressMappedTwice, guard_for, open_to, roles_for

UNNAMED = {"admin/test404/", "admin/^.*/$"}


def test_every_admin_address_is_decided():
    undecided = {
        address.name or address.route
        for address in admin_addresses()
        if roles_for(address.name) is None
    }
    assert undecided == UNNAMED, "Decide who may open these: see docs/features/tenancy.md"


def test_the_table_names_no_address_that_does_not_exist():
    from units.gate import table

    assert set(table._roles) <= {address.name for address in admin_addresses()}


def test_every_object_that_a_unit_can_name_is_guarded():
    unguarded = [
        (address.name, argument)
        for address in admin_addresses()
        for argument in address.arguments
        if roles_for(address.name) not in (None, NOBODY, PORTAL, EVERYBODY, ACCOUNTS)
        and guard_for(address.name, argument) is None
    ]
    assert unguarded == []


def test_of_all_ids_only_the_own_editing_session_goes_unchecked():
    ids = {name for name in HARMLESS_ARGUMENTS if name.endswith(("_id", "pk"))}
    assert ids == {"session_id"}


def test_an_address_cannot_be_opened_twice_to_different_roles():
    with pytest.raises(AddressMappedTwice):
        open_to(EVERYBODY, ["wagtailadmin_reports:site_history"])
    assert roles_for("wagtailadmin_reports:site_history") == PORTAL
