"""Registry of portal-wide checks and repairs that apps above add to `check_units`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class PortalCheck:
    """A check of the whole portal: `missing` names what lacks, `repair` makes it."""

    name: str
    missing: Callable[[], list[str]]
    repair: Callable[[], object]


_checks: dict[str, PortalCheck] = {}


def register(check: PortalCheck) -> None:
    """Add a check; registering the same name again replaces it."""
    _checks[check.name] = check


def registered() -> list[PortalCheck]:
    """Return all checks."""
    return list(_checks.values())
