"""API v2: the stable read API of live pages, published images and documents, and units."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.fields import Field
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.querysets import get_public_pages_queryset
from wagtail.api.v2.filters import FieldsFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.serializers import DocumentSerializer
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.serializers import ImageSerializer
from wagtail.images.api.v2.views import ImagesAPIViewSet

from articles.api_fields import rendition_sets
from articles.models import ArticlePage
from core.api import dump_json
from core.renditions import CARD_SPECS, WIDE_SPECS
from portal.api.guard import guard_v2, guarded
from portal.api.v2_parameters import COMMON, COMMON_TO_ONE, ArticleFilter, check_parameters
from units.models import Unit


class FastJSONRenderer(JSONRenderer):
    """JSON by orjson."""

    def render(
        self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None
    ) -> bytes:
        """Return the bytes of an answer."""
        return b"" if data is None else dump_json(data)


class PublicEndpoint(BaseAPIViewSet):
    """What every list shares: the same answer for everyone, and no page of errors."""

    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    renderer_classes = [FastJSONRenderer]
    filter_parameters: frozenset[str] = frozenset()
    orders: frozenset[str] = frozenset({"id", "title"})

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Refuse unknown parameters and bad values before anything is asked of the database."""
        super().initial(request, *args, **kwargs)
        known = {
            "listing_view": COMMON | self.filter_parameters,
            "find_view": COMMON_TO_ONE | {"id", "html_path"},
        }.get(self.action, COMMON_TO_ONE)
        check_parameters(request, known=known, orders=self.orders)

    def check_query_parameters(self, queryset: Any) -> None:
        """Leave out Wagtail's own check: `initial` has checked."""

    def handle_exception(self, exc: Exception) -> Response:
        """Answer what Wagtail refuses in our words, its own words after them."""
        if isinstance(exc, BadRequestError):
            message = _("This request cannot be answered: %(reason)s") % {"reason": exc}
            return Response({"message": message}, status=400)
        return super().handle_exception(exc)


class PagesEndpoint(PublicEndpoint, PagesAPIViewSet):
    """Live public pages; `?type=articles.NewsPage&fields=*` carries every field but the text."""

    filter_backends = [*PagesAPIViewSet.filter_backends]
    filter_backends.insert(filter_backends.index(FieldsFilter) + 1, ArticleFilter)
    # The text is loaded picture by picture: for one page, not for a list.
    detail_only_fields = ["parent", "body", "corrections"]
    filter_parameters = frozenset(
        {"type", "unit", "topic", "from", "to", "id", "title", "slug", "rich_text_format"}
        | {"child_of", "descendant_of", "ancestor_of", "translation_of"}
    )
    orders = frozenset({"id", "title", "slug", "first_published_at", "published_at"})

    def get_base_queryset(self) -> Any:
        """Return live pages that need no log-in or password, whoever asks."""
        if not hasattr(self, "_public_pages"):
            self._public_pages = get_public_pages_queryset(self.request).public()
        return self._public_pages

    def get_queryset(self) -> Any:
        """Return the pages with what their fields refer to, loaded once for the whole list."""
        if hasattr(self, "_listed"):
            return self._listed
        pages = super().get_queryset().select_related("locale", "content_type")
        if issubclass(pages.model, ArticlePage):
            pages = pages.select_related("unit", "genre", "cover").prefetch_related(
                "topics", "authors", "cover__renditions"
            )
        elif any(field.name == "unit" for field in pages.model._meta.fields):
            pages = pages.select_related("unit")
        self._listed = pages.order_by("pk")
        return self._listed


class RenditionsField(Field):
    """Serialise the sizes of an image that are ready."""

    def get_attribute(self, image: Any) -> Any:
        """Return the image itself."""
        return image

    def to_representation(self, image: Any) -> list[dict[str, Any]]:
        """Return the ready sizes; none is made here."""
        return rendition_sets(image.renditions.all(), specs=(*CARD_SPECS, *WIDE_SPECS))


class LoadedTagsField(Field):
    """Serialise tags that are loaded for the whole list; Wagtail's own asks for each row."""

    def to_representation(self, tags: Any) -> list[str]:
        """Return the names in order."""
        return sorted(tag.name for tag in tags.all())


class PublishedImageSerializer(ImageSerializer):
    """An image with the addresses of its sizes."""

    tags = LoadedTagsField(read_only=True)
    renditions = RenditionsField(read_only=True)


class PublishedDocumentSerializer(DocumentSerializer):
    """A document with its tags."""

    tags = LoadedTagsField(read_only=True)


class ImagesEndpoint(PublicEndpoint, ImagesAPIViewSet):
    """Images that something published uses."""

    base_serializer_class = PublishedImageSerializer
    body_fields = [*ImagesAPIViewSet.body_fields, "description", "credit", "renditions"]
    listing_default_fields = [*ImagesAPIViewSet.listing_default_fields, "credit", "renditions"]
    filter_parameters = frozenset({"id", "title", "width", "height"})
    orders = frozenset({"id", "title", "width", "height"})

    def get_queryset(self) -> Any:
        """Return published images with their sizes and tags."""
        images = self.model.objects.filter(is_public=True).order_by("id")
        return images.prefetch_related("renditions", "tags")


class DocumentsEndpoint(PublicEndpoint, DocumentsAPIViewSet):
    """Documents that something published uses."""

    base_serializer_class = PublishedDocumentSerializer
    filter_parameters = frozenset({"id", "title"})

    def get_queryset(self) -> Any:
        """Return published documents."""
        return self.model.objects.filter(is_public=True).order_by("id").prefetch_related("tags")


class UnitsEndpoint(PublicEndpoint):
    """Units of the register, closed ones included."""

    model = Unit
    name = "units"
    filter_backends = ImagesAPIViewSet.filter_backends
    body_fields = [
        *BaseAPIViewSet.body_fields,
        *("code", "kind", "name_vi", "name_en", "short_name_vi", "slug"),
        *("valid_from", "valid_to", "parent"),
    ]
    listing_default_fields = [
        *BaseAPIViewSet.listing_default_fields,
        *("code", "kind", "name_vi", "slug"),
    ]
    nested_default_fields = [*BaseAPIViewSet.nested_default_fields, "code"]
    filter_parameters = frozenset({"id", "code", "kind", "slug"})
    orders = frozenset({"id", "code", "name_vi", "slug"})

    def get_queryset(self) -> Any:
        """Return all units in the order of their ids."""
        return Unit.objects.order_by("id").select_related("parent")


def urls() -> tuple:
    """Return the guarded addresses, for `path("api/v2/", …)`."""
    router = WagtailAPIRouter("wagtailapi")
    for endpoint in (PagesEndpoint, ImagesEndpoint, DocumentsEndpoint, UnitsEndpoint):
        router.register_endpoint(endpoint.name, endpoint)
    patterns, app_name, namespace = router.urls
    return guarded(patterns, guard_v2), app_name, namespace
