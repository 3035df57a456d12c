"""The manifest of the installed application, its worker, and the page shown without a network."""

import json

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.pwa.icons import BACKGROUND, ICONS

# What the worker leaves alone: work, data, files, one-time links, health.
CLOSED = (
    "/admin/",
    "/api/",
    "/documents/",
    "/media/",
    "/_util/",
    "/the-chia-se/",
    "/.well-known/",
    "/tai-khoan/",
    "/van-ban/tep/",
    "/van-ban/du-lieu.",
    "/healthz",
    "/readyz",
)


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> HttpResponse:
    """Return what a device needs to install the portal, in the language of the address."""
    language = translation.get_language()
    start = reverse("wagtail_serve", args=[""])
    is_default = language == settings.LANGUAGE_CODE
    content = {
        "id": start,
        "name": settings.WAGTAIL_SITE_NAME if is_default else _("Vietnam Trade Unions Portal"),
        "short_name": pgettext("name below an icon", "Trade Unions"),
        "description": _("News and services of the trade unions of Vietnam."),
        "lang": language,
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "theme_color": BACKGROUND,
        "background_color": "#ffffff",
        "icons": [
            {
                "src": static(f"portal/icons/{icon.name}"),
                "sizes": f"{icon.side}x{icon.side}",
                "type": "image/png",
                "purpose": icon.purpose,
            }
            for icon in ICONS
        ],
    }
    return JsonResponse(
        content,
        content_type="application/manifest+json; charset=utf-8",
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker: what it must know, then its own file.

    It comes from the root, so that it may serve every page; a new build of the static files
    gives it another version, with which it drops what it kept before.
    """
    config = json.dumps(
        {
            "version": getattr(staticfiles_storage, "manifest_hash", "") or "unbuilt",
            "closed": CLOSED,
            "offline": {code: offline_address(code) for code, _name in settings.LANGUAGES},
            "assets": static("portal/"),
        }
    )
    source = json.dumps(static("portal/js/worker.js"))
    return HttpResponse(
        f"const CONFIG = {config};\nimportScripts({source});\n",
        content_type="text/javascript; charset=utf-8",
    )


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what to do without a network; the worker keeps this page beforehand."""
    return render(request, "offline.html")


def offline_address(language: str) -> str:
    """Return the address of the page shown without a network, in a language."""
    with translation.override(language):
        return reverse("offline")
