"""Object policies of what desks keep: reasons and cover for administrators, the rest for nobody."""

from wagtail.permissions import register_permission_policy

from articles.models import (
    ContributionEvent,
    Correction,
    DeskCover,
    DeskStay,
    Fingerprint,
    FingerprintBand,
    ReturnReason,
    SavedFilter,
)
from units.policies import PortalAdministratorPolicy

UNOFFERED = (
    ContributionEvent,
    Correction,
    DeskStay,
    SavedFilter,
    Fingerprint,
    FingerprintBand,
)


class ClosedPolicy(PortalAdministratorPolicy):
    """Rows that only our own services and screens read and write: nobody, whatever is asked."""

    actions = frozenset()


def register() -> None:
    """Give every model of the desks' work its policy."""
    register_permission_policy(ReturnReason, PortalAdministratorPolicy(ReturnReason))
    register_permission_policy(DeskCover, PortalAdministratorPolicy(DeskCover))
    for model in UNOFFERED:
        register_permission_policy(model, ClosedPolicy(model))
