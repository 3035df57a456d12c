"""Keeps what the editor saves by itself apart from what a person decides.

Wagtail sends the whole form by itself a moment after every change. The hidden fields of a decision
are a change too, so a slow server got a decision twice: by itself, and by the form. And a piece
submitted while its first draft was on its way was made twice, with one address.
`static/articles/autosave.js` lets a submission wait for what is on its way.
"""

from http import HTTPStatus

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

ACTION = "action-"


@hooks.register("before_create_page")
@hooks.register("before_edit_page")
def refuse_decisions_by_itself(request: HttpRequest, *_pages: object) -> JsonResponse | None:
    """Answer what the editor sends by itself and would do more than save."""
    decides = any(name.startswith(ACTION) for name in request.POST)
    if not decides or request.accepts("text/html"):
        return None
    return JsonResponse(
        {
            "success": False,
            "error_code": "blocked_by_hook",
            "error_message": _("A decision is sent by its own button only."),
        },
        status=HTTPStatus.CONFLICT,
    )


@hooks.register("insert_editor_js")
def wait_for_the_draft() -> str:
    """Let a submission wait for what the editor is saving."""
    return format_html('<script src="{}" defer></script>', static("articles/autosave.js"))
