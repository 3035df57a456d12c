"""Keeps the owner of pages in step when a part of the tree moves."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, post_page_move

from core.models import PortalImage
from core.tasks import make_wide_renditions
from units.lineage import forget_successions, successors_of
from units.models import Unit, UnitHomePage, UnitSuccession
from units.ownership import recompute_units
from units.tasks import index_pages


def follow_move(sender, instance, **kwargs) -> None:
    """Recompute the unit of a moved page and of all pages below it."""
    recompute_units(root_path=instance.path)


def open_banner(sender, instance, **kwargs) -> None:
    """Make the banner of a published unit home page public and queue its sizes."""
    banner_id = getattr(instance, "banner_id", None)
    if banner_id:
        PortalImage.objects.filter(pk=banner_id).update(is_public=True)
        transaction.on_commit(partial(make_wide_renditions.enqueue, image_id=banner_id))


def index_former_names(sender, instance: UnitSuccession, **kwargs) -> None:
    """Let the homes of a successor, and of what it became, be found by other names than before."""
    transaction.on_commit(partial(_index_homes, instance.successor_id))


def _index_homes(unit_id: int) -> None:
    units = {unit_id, *successors_of(unit_id)}
    keys = list(UnitHomePage.objects.filter(unit__in=units).values_list("pk", flat=True))
    index_pages.enqueue(UnitHomePage._meta.label, keys)


def connect() -> None:
    """Connect the receivers of this app."""
    page_published.connect(open_banner, dispatch_uid="units_open_banner")
    for signal in (post_save, post_delete):
        # Of units their addresses are kept beside the successions.
        for model in (UnitSuccession, Unit):
            uid = f"units_forget_successions_{model._meta.model_name}"
            signal.connect(forget_successions, sender=model, dispatch_uid=uid)
        signal.connect(
            index_former_names, sender=UnitSuccession, dispatch_uid="units_index_former_names"
        )
    post_page_move.connect(follow_move, dispatch_uid="units_follow_move")
