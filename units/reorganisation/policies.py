"""Object policies: operations and their journal are written by our own services only."""

from wagtail.permissions import register_permission_policy

from units.policies import PortalAdministratorPolicy

from .models import Reorganisation, ReorganisationPart, RowChange


class ClosedPolicy(PortalAdministratorPolicy):
    """Nobody, whatever is asked."""

    actions = frozenset()


def register() -> None:
    """Give every model of this app its policy."""
    for model in (Reorganisation, ReorganisationPart, RowChange):
        register_permission_policy(model, ClosedPolicy(model))
