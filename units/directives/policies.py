"""Object policies: rows of directives are read and written by our own services and screens only."""

from wagtail.permissions import register_permission_policy

from units.policies import PortalAdministratorPolicy

from . import models


class ClosedPolicy(PortalAdministratorPolicy):
    """Nobody, whatever is asked."""

    actions = frozenset()


def register() -> None:
    """Give every model of this app its policy."""
    for name in models.__all__:
        model = getattr(models, name)
        register_permission_policy(model, ClosedPolicy(model))
