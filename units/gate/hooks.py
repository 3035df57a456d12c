"""Hooks that keep units apart in the admin: page chooser, menus, buttons, private documents."""

from django.http import Http404
from django.urls import Resolver404, resolve
from wagtail import hooks

from core.byte_ranges import answer_part
from units.gate.panels import keep_to_reachable_pages
from units.gate.reach import choosable_pages, may_read_document
from units.gate.roles import is_open_to
from units.gate.table import roles_for


@hooks.register("construct_page_chooser_queryset")
def limit_page_chooser(pages, request):
    """Offer a unit's own pages and those that readers can open."""
    return choosable_pages(request.user, pages)


@hooks.register("before_serve_document", order=-1)
def refuse_private_document(document, request) -> None:
    """Serve a document that nothing published uses to its unit and its reviewers only."""
    if not may_read_document(request.user, document):
        raise Http404


@hooks.register("before_serve_document", order=1)
def serve_part_of_document(document, request):
    """Answer who asks for a part of a document, as players of films do, as guarded as the whole."""
    if "Range" not in request.headers:
        return None
    kind, tag = document.content_type, document.get_file_hash()
    response = answer_part(request, document.file, content_type=kind, tag=tag)
    if response is not None:
        response.headers["Content-Disposition"] = document.content_disposition
        response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


def hide_closed_items(request, items) -> None:
    """Drop menu items whose address the gate would answer with 404."""
    items[:] = [item for item in items if _opens(request.user, item.url)]


def hide_closed_buttons(buttons, page, user, context=None) -> None:
    """Drop page buttons whose address the gate would answer with 404."""
    buttons[:] = [button for button in buttons if _opens(user, getattr(button, "url", None))]


def _opens(user, url: str | None) -> bool:
    if not url or not url.startswith("/"):
        return True
    try:
        name = resolve(url.partition("?")[0]).view_name
    except Resolver404:
        return True
    return is_open_to(user, roles_for(name))


for menu in ("main", "settings", "reports", "help"):
    hooks.register(f"construct_{menu}_menu", hide_closed_items)
hooks.register("construct_page_listing_buttons", hide_closed_buttons)
hooks.register("construct_homepage_panels", keep_to_reachable_pages)
