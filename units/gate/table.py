"""The one table of the gate: address name → roles, and guards of what an address names."""

from collections.abc import Callable, Iterable
from typing import Any

from units.gate.roles import GateRole

Roles = frozenset[GateRole]
# Given the account, the value in the address and all values in it; False is answered with 404.
Guard = Callable[[Any, Any, dict[str, Any]], bool]

_roles: dict[str, Roles] = {}
_guards: dict[tuple[str, str], Guard] = {}
_query_guards: dict[tuple[str, str], Guard] = {}


class AddressMappedTwice(Exception):
    """Two declarations give one address different roles."""


def open_to(roles: Roles, names: Iterable[str]) -> None:
    """Open addresses to roles; apps above call this for their own views."""
    for name in names:
        if _roles.setdefault(name, roles) != roles:
            raise AddressMappedTwice(name)


def open_viewset(roles: Roles, viewset) -> None:
    """Open every address of a viewset to roles."""
    open_to(roles, [viewset.get_url_name(pattern.name) for pattern in viewset.get_urlpatterns()])


def guard(name: str, argument: str, check: Guard) -> None:
    """Check one argument of one address; `"*"` as name stands for all addresses."""
    _guards[name, argument] = check


def guard_query(name: str, parameter: str, check: Guard) -> None:
    """Check every value of one query parameter of one address."""
    _query_guards[name, parameter] = check


def roles_for(name: str) -> Roles | None:
    """Return the roles of an address, or None when nobody has decided about it."""
    return _roles.get(name)


def guard_for(name: str, argument: str) -> Guard | None:
    """Return the check of an argument: the address's own, else the general one."""
    return _guards.get((name, argument)) or _guards.get(("*", argument))


def query_guards(name: str) -> list[tuple[str, Guard]]:
    """Return the query parameters to check of an address."""
    return [
        (parameter, check) for (owner, parameter), check in _query_guards.items() if owner == name
    ]
