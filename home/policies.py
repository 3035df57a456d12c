"""Object policies of the front page's rows: nobody, whatever is asked; services change them."""

from wagtail.permissions import register_permission_policy

from articles.newsroom.policies import ClosedPolicy
from home.models import FrontSlot, FrontZone


def register() -> None:
    """Give both models their policy."""
    for model in (FrontSlot, FrontZone):
        register_permission_policy(model, ClosedPolicy(model))
