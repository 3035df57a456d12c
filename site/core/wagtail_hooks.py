"""Keeps what may not be deleted from the two ways to delete pages in the admin."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from core.kept_pages import first_kept


@hooks.register("before_delete_page")
def keep_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say why the page, or one below it, stays; asked before the question and before the answer."""
    kept = first_kept([page])
    if kept is None:
        return None
    messages.error(request, str(kept))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_pages(
    request: HttpRequest, action_type: str, objects: Sequence, action
) -> HttpResponse | None:
    """Delete all of the chosen pages or none of them."""
    if action_type != "delete" or not issubclass(action.model, Page):
        return None
    kept = first_kept(objects)
    if kept is None:
        return None
    messages.error(request, str(kept))
    return redirect(action.next_url)
