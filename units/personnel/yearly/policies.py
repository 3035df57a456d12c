"""Object policies of figures: only our own services and screens write them."""

from wagtail.permissions import register_permission_policy

from ..models import FigureImport, YearlyFigure
from ..policies import ClosedPolicy


def register() -> None:
    """Give both models their policy."""
    for model in (YearlyFigure, FigureImport):
        register_permission_policy(model, ClosedPolicy(model))
