"""Groups of the roles over the whole portal: one row on a common ancestor each."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from units.enums import PortalRole
from units.services.memberships import portal_group

ADMINISTRATOR_PAGE_CODENAMES = (
    "add_page",
    "change_page",
    "publish_page",
    "bulk_delete_page",
    "lock_page",
    "unlock_page",
)
FILE_CODENAMES = tuple(
    f"{verb}_{model}" for verb in ("add", "change", "choose") for model in ("image", "document")
)
ADMINISTRATOR_APPS = ("core", "units", "articles", "wagtailredirects", "wagtail_localize")
ADMINISTRATOR_MODELS = ("site", "locale", "collection", "workflow", "task")


def missing_portal_permissions() -> list[PortalRole]:
    """Return the roles whose group lacks something."""
    return [role for role in PortalRole if _lacks(role)]


def ensure_portal_groups() -> list[PortalRole]:
    """Give every portal role its permissions; return the roles that lacked some."""
    lacking = missing_portal_permissions()
    for role in lacking:
        _complete(role)
    return lacking


def _wanted_permissions(role: PortalRole):
    wanted = Q(codename="access_admin")
    if role == PortalRole.PORTAL_ADMINISTRATOR:
        wanted |= Q(content_type__app_label__in=ADMINISTRATOR_APPS) & ~Q(
            codename__startswith="delete_"
        )
        wanted |= Q(
            content_type__app_label="wagtailcore", content_type__model__in=ADMINISTRATOR_MODELS
        )
        # Revoking a token is deleting it; nothing else is ever deleted.
        wanted |= Q(content_type__app_label="wagtailcore", content_type__model="apitoken")
    return Permission.objects.filter(wanted)


def _lacks(role: PortalRole) -> bool:
    group = Group.objects.filter(name=role.value).first()
    if group is None:
        return True
    held = group.permissions.values("pk")
    if _wanted_permissions(role).exclude(pk__in=held).exists():
        return True
    if role != PortalRole.PORTAL_ADMINISTRATOR:
        return False
    pages = GroupPagePermission.objects.filter(group=group, page__depth=1).count()
    files = GroupCollectionPermission.objects.filter(group=group, collection__depth=1).count()
    return pages < len(ADMINISTRATOR_PAGE_CODENAMES) or files < len(FILE_CODENAMES)


def _complete(role: PortalRole) -> None:
    group = portal_group(role)
    group.permissions.add(*_wanted_permissions(role))
    if role != PortalRole.PORTAL_ADMINISTRATOR:
        return
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        codename__in=ADMINISTRATOR_PAGE_CODENAMES, content_type__app_label="wagtailcore"
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for permission in Permission.objects.filter(
        codename__in=FILE_CODENAMES,
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
