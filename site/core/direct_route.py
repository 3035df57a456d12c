"""Finds the live page of an address by its stored path instead of walking down the tree."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult


def find_route(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the route of the page at `path` in the language of the address.

    None when no live page has exactly this path: sub-routes, redirects and errors stay
    Wagtail's. Two queries: one by the indexed slug, one for the page with what it names in
    `served_with`.
    """
    root_path = _root_path(request)
    if root_path is None:
        return None
    url_path = root_path + "".join(f"{part}/" for part in path.split("/") if part)
    slug = url_path.rstrip("/").rpartition("/")[2]
    found = (
        Page.objects.live()
        .filter(slug=slug, url_path=url_path)
        .values_list("pk", "content_type_id")
        .first()
    )
    return found and _served_page(*found).route(request, [])


def _root_path(request: HttpRequest) -> str | None:
    """Return the path of the site's root page in the active language, from the cached roots."""
    site = Site.find_for_request(request)
    language = get_language()
    return next(
        (
            root.root_path
            for root in Site.get_site_root_paths()
            if site and root.site_id == site.pk and root.language_code == language
        ),
        None,
    )


def _served_page(pk: int, content_type_id: int) -> Page:
    model = ContentType.objects.get_for_id(content_type_id).model_class() or Page
    related = getattr(model, "served_with", ("locale",))
    return model._default_manager.select_related(*related).get(pk=pk)
