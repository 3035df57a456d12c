"""Object policies: rows of opinions are read and written by our own services and screens only."""

from wagtail.permissions import register_permission_policy

from units.policies import PortalAdministratorPolicy

from .models import Opinion, OpinionDecision, OpinionGroup


class ClosedPolicy(PortalAdministratorPolicy):
    """Nobody, whatever is asked."""

    actions = frozenset()


def register() -> None:
    """Give every model of this app that is not a page its policy."""
    for model in (Opinion, OpinionDecision, OpinionGroup):
        register_permission_policy(model, ClosedPolicy(model))
