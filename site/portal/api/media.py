"""Which images and documents API v3 lists: published ones, and to an account those of its units.

Wagtail lists everything in collections without a view restriction, to anyone.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.documents.api.v3 import router as documents_router
from wagtail.images import get_image_model
from wagtail.images.api.v3 import router as images_router
from wagtail.permissions import policy_registry


def register() -> None:
    """Put our querysets in the place of Wagtail's, which its views look up by name."""
    images_router.get_images_queryset = visible_images
    documents_router.get_documents_queryset = visible_documents


def visible_images(request: HttpRequest) -> QuerySet:
    """Return the images that the sender of the request may know."""
    return _visible(get_image_model(), request.user)


def visible_documents(request: HttpRequest) -> QuerySet:
    """Return the documents that the sender of the request may know."""
    return _visible(get_document_model(), request.user)


def _visible(model: Any, user: Any) -> QuerySet:
    known = Q(is_public=True)
    if isinstance(user, get_user_model()):
        usable = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            user, ["choose", "add", "change"]
        )
        known |= Q(pk__in=usable.values("pk"))
    files = model.objects.filter(known).order_by("id")
    return files.select_related("collection").prefetch_related("tags")
