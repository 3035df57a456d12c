"""Pictures and documents stay with the old unit; the taker's people may choose them."""

from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission, Page

from units.enums import UnitRole
from units.models import Unit, UnitHomePage
from units.services.memberships import unit_group_name

from ..handover import Handover


def open_files(handover: Handover) -> None:
    """Let each group of the taker choose what the same group of the old unit could choose.

    With that goes what the old unit had from units before it.
    """
    if handover.taker is None:
        return
    groups = _groups(handover.taker)
    for role, group in _groups(handover.predecessor).items():
        heir = groups.get(role)
        if heir:
            _open_to(handover, group, heir)


def tell_what_stays(handover: Handover) -> None:
    """Say how many pages, pictures and documents stay where they are."""
    homes = UnitHomePage.objects.filter(unit=handover.predecessor)
    pages = sum(
        Page.objects.filter(path__startswith=path).count()
        for path in homes.values_list("path", flat=True)
    )
    handover.keeps(_("pages of the sub-site"), pages)
    collection = handover.predecessor.collection_id
    if collection:
        images = get_image_model().objects.filter(collection=collection).count()
        documents = get_document_model().objects.filter(collection=collection).count()
        handover.keeps(_("pictures"), images)
        handover.keeps(_("documents to be linked"), documents)


def _groups(unit: Unit) -> dict[UnitRole, Group]:
    names = {unit_group_name(unit, role): role for role in UnitRole}
    return {names[group.name]: group for group in Group.objects.filter(name__in=names)}


def _open_to(handover: Handover, group: Group, heir: Group) -> None:
    choosing = Q(permission__codename__startswith="choose_")
    held = set(
        GroupCollectionPermission.objects.filter(choosing, group=heir).values_list(
            "collection", "permission"
        )
    )
    rights = GroupCollectionPermission.objects.filter(choosing, group=group)
    for collection, permission in rights.values_list("collection", "permission"):
        if (collection, permission) not in held:
            right = GroupCollectionPermission.objects.create(
                group=heir, collection_id=collection, permission_id=permission
            )
            handover.made(right)
