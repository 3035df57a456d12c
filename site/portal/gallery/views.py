"""Shows the gallery of components to developers and staff."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.gallery.samples import ACCENTS, samples


def can_see_gallery(request: HttpRequest) -> bool:
    """Tell whether this is a developer's machine, or somebody who works in the admin."""
    return settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")


@require_safe
@cache_control(private=True, no_store=True)
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, in the accent that was asked for."""
    if not can_see_gallery(request):
        raise Http404
    accent = request.GET.get("accent")
    context = samples() | {"accent": accent if accent in ACCENTS else ""}
    return render(request, "gallery/gallery.html", context)
