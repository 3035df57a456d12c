"""Every address of the admin, with the ids of one world filled in wherever it asks for one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse


@dataclass(frozen=True)
class Address:
    """A named pattern of the admin and the arguments that it takes."""

    name: str
    route: str
    arguments: tuple[str, ...]


def admin_addresses() -> list[Address]:
    """Return every pattern below the admin's path, unnamed ones with an empty name."""
    return [found for found in _walk(get_resolver(), [], "") if found.route.startswith("admin/")]


def filled(address: Address, case: dict) -> str | None:
    """Return the address with the case's values, or None where the case has none for it."""
    if not address.name or any(name not in case for name in address.arguments):
        return None
    try:
        return reverse(address.name, kwargs={name: case[name] for name in address.arguments})
    except NoReverseMatch:
        return None


def _walk(resolver, namespaces: list[str], prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = ":".join([*namespaces, entry.name or ""]) if entry.name else ""
            yield Address(name, route, tuple(_arguments(entry.pattern)))
        else:
            deeper = [*namespaces, entry.namespace] if entry.namespace else namespaces
            yield from _walk(entry, deeper, route)


def _arguments(pattern) -> list[str]:
    return list(pattern.converters) or list(pattern.regex.groupindex)
