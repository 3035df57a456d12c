"""Which query parameters each address of API v3 knows; Wagtail ignores the others."""

import re
from functools import lru_cache

from django.http import HttpRequest
from wagtail.api.v3.api import api

from portal.api.requests import resolved

EVERYWHERE = frozenset({"locale", "rich_text_format"})
# Fields that Wagtail's lists filter by besides the parameters that they declare.
FILTER_FIELDS = {
    "list_pages": frozenset(
        {"id", "pk", "title", "slug", "show_in_menus", "genre", "is_demonstration"}
    ),
    "list_images": frozenset({"id", "title", "width", "height"}),
    "list_documents": frozenset({"id", "title"}),
    "list_redirects": frozenset({"id", "old_path", "site", "is_permanent", "redirect_page"}),
}
CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def allowed_parameters(request: HttpRequest) -> frozenset[str] | None:
    """Return the parameters that address and method know, or None where none are described."""
    route, name = resolved(request)
    path = "/" + CONVERTER.sub(r"{\1}", route).split("/", 2)[2]
    declared = _declared().get((path, (request.method or "get").lower()))
    if declared is None:
        return None
    return declared | FILTER_FIELDS.get(name, frozenset()) | EVERYWHERE


@lru_cache(maxsize=1)
def _declared() -> dict[tuple[str, str], frozenset[str]]:
    schema = api.get_openapi_schema(path_prefix="")
    return {
        (path, method): frozenset(
            parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "query"
        )
        for path, operations in schema["paths"].items()
        for method, operation in operations.items()
    }
