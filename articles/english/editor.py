"""Keeps the two editors of an English page apart: a text is in one of them at a time."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState

from units.rules import is_portal_administrator

RESTART, TO_ALIAS = "localize-restart-translation", "localize-convert-to-alias"


def waits(page) -> bool:
    """Tell whether a page waits for somebody's review."""
    state = page.current_workflow_state
    return state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS


def refuse_restart(request, page):
    """Leave a text that waits where its reviewers read it."""
    if request.method != "POST" or RESTART not in request.POST or not waits(page):
        return None
    messages.error(request, _("This piece waits for review already."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def construct_translation_menu(menu_items, request, context) -> None:
    """Drop what wagtail-localize offers beside our buttons and would refuse.

    A piece that waits does not go back into the translation editor; making an alias of it is for
    portal administrators.
    """
    page = context.get("page")
    closed = set()
    if page is not None and page.pk and waits(page):
        closed.add(RESTART)
    if not is_portal_administrator(request.user):
        closed.add(TO_ALIAS)
    menu_items[:] = [item for item in menu_items if item.name not in closed]
