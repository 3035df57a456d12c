"""Hooks of Wagtail that concern how pages reach readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.addresses import address
from core.rich_text import BulkPageLinkHandler


@hooks.register("before_serve_page")
def keep_to_the_language_of_the_address(
    page: Page, request: HttpRequest, args, kwargs
) -> HttpResponse | None:
    """Send a reader of an untranslated address to the page's own, never half one language."""
    if getattr(request, "is_preview", False) or page.locale.language_code == get_language():
        return None
    return redirect(address(page, request))


# Late, so that it takes the place of Wagtail's own handler of the same links.
@hooks.register("register_rich_text_features", order=1000)
def link_to_pages_in_bulk(features: FeatureRegistry) -> None:
    """Make a long text with many links cost as few queries as a short one."""
    features.register_link_type(BulkPageLinkHandler)


@hooks.register("construct_main_menu")
def leave_out_wagtails_help(request: HttpRequest, menu_items: list) -> None:
    """Take out Wagtail's own help menu: links to another site, in another language."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("insert_global_admin_css", order=0)
def admin_styles() -> str:
    """The portal's colours in the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))
