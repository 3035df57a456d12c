"""Object policies of figures: only our own services and screens write them."""

from wagtail.permissions import register_permission_policy

from units.policies import PortalAdministratorPolicy

from ..models import FigureImport, YearlyFigure


class ServicesPolicy(PortalAdministratorPolicy):
    """Rows that Wagtail's own screens and API neither show nor change, whoever asks."""

    actions = frozenset()


def register() -> None:
    """Give both models their policy."""
    for model in (YearlyFigure, FigureImport):
        register_permission_policy(model, ServicesPolicy(model))
