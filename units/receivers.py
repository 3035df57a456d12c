"""Keeps the owner of pages in step when a part of the tree moves."""

from wagtail.signals import post_page_move

from units.ownership import recompute_units


def follow_move(sender, instance, **kwargs) -> None:
    """Recompute the unit of a moved page and of all pages below it."""
    recompute_units(root_path=instance.path)


def connect() -> None:
    """Connect the receivers of this app."""
    post_page_move.connect(follow_move, dispatch_uid="units_follow_move")
