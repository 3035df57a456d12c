"""API v3: Wagtail's routes, ours beside them, and the guard in front of all."""

from typing import Any

from django.http import HttpRequest
from ninja.renderers import BaseRenderer

from core.api import dump_json


class FastRenderer(BaseRenderer):
    """JSON by orjson, in UTF-8."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """Return the bytes of an answer."""
        return dump_json(data)


def prepare() -> None:
    """Mend what must be mended before Wagtail builds its routes; call in `AppConfig.ready()`."""
    from wagtail.api.v3.auth import AllowAnonymous

    from portal.api import streams

    # Without a scheme the OpenAPI document is not valid.
    AllowAnonymous.openapi_scheme = "anonymous"
    streams.register()


def urls() -> tuple:
    """Return the guarded addresses, for `path("api/v3/", …)`; every router is added by now."""
    from wagtail.api.v3.api import api

    from portal.api import errors, media
    from portal.api.guard import guard_v3, guarded

    api.renderer = FastRenderer()
    errors.register(api)
    media.register()
    patterns, app_name, namespace = api.urls
    return guarded(patterns, guard_v3), app_name, namespace
