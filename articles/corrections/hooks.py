"""Addresses of corrections, what the editor says while one is open, and what stays in place."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import CancelWorkflowMenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from articles.corrections.links import correcting_address, correction_links
from articles.corrections.panels import OpenCorrectionsPanel
from articles.corrections.records import open_correction_of
from articles.corrections.rules import may_correct, may_retract, was_used
from articles.corrections.unsent import readable_revision
from articles.corrections.views import CorrectionView, RetractionView, used_piece
from articles.errors import ReviewRefused
from articles.models import Contribution, Correction
from units.gate.roles import DESKS, GateRole
from units.gate.table import guard, open_to

CANCELS = "action-cancel-workflow"
OLD_TEXTS = (
    ("wagtailadmin_pages:revisions_view", "revision_id"),
    ("wagtailadmin_pages:revisions_revert", "revision_id"),
    ("wagtailadmin_pages:revisions_compare", "revision_id_a"),
    ("wagtailadmin_pages:revisions_compare", "revision_id_b"),
)


def correctable_piece(user, value, arguments: dict) -> bool:
    """Pass the used pieces of the own desk that are not the account's own."""
    piece = used_piece(value)
    return piece is not None and may_correct(user, piece)


def retractable_piece(user, value, arguments: dict) -> bool:
    """Pass the used pieces of the desk that the account heads."""
    piece = used_piece(value)
    return piece is not None and may_retract(user, piece)


open_to(DESKS, ["correction_new"])
open_to(DESKS | {GateRole.EDITOR_IN_CHIEF}, ["correction_retract"])
guard("correction_new", "contribution_id", correctable_piece)
guard("correction_retract", "contribution_id", retractable_piece)
for name, argument in OLD_TEXTS:
    guard(name, argument, readable_revision)


@hooks.register("register_admin_urls")
def register_correction_addresses():
    """Mount the screens below the admin."""
    return [
        path(
            "corrections/<int:contribution_id>/new/",
            CorrectionView.as_view(),
            name="correction_new",
        ),
        path(
            "corrections/<int:contribution_id>/retract/",
            RetractionView.as_view(),
            name="correction_retract",
        ),
    ]


@hooks.register("register_page_header_buttons")
def correction_buttons(page, user, view_name, next_url=None):
    """Offer what may be done after publication in the menu of the piece."""
    piece = _piece_of(page)
    if piece is None:
        return
    for number, link in enumerate(correction_links(user, piece)):
        yield Button(link.label, link.url, icon_name=link.icon, priority=60 + number)


@hooks.register("construct_page_action_menu")
def leave_out_cancelling(menu_items, request: HttpRequest, context) -> None:
    """Take Wagtail's “cancel” from the owner of a piece that the desk corrects."""
    piece = _piece_of(context["page"]) if context.get("page") else None
    if piece is not None and open_correction_of(piece) is not None:
        menu_items[:] = [
            item for item in menu_items if not isinstance(item, CancelWorkflowMenuItem)
        ]


@hooks.register("construct_homepage_panels")
def put_open_corrections(request: HttpRequest, panels) -> None:
    """Remind a desk of what it has open."""
    panels.append(OpenCorrectionsPanel())


@hooks.register("before_edit_page")
def say_what_is_corrected(request: HttpRequest, page: Page) -> None:
    """Show the note above the editor, and refuse Wagtail's own way to end a review.

    Wagtail lets the owner of a page cancel what waits, and saves the sent form afterwards.
    """
    piece = _piece_of(page)
    correction = open_correction_of(piece) if piece is not None else None
    if piece is None or correction is None:
        return
    if CANCELS in request.POST:
        raise ReviewRefused(
            _("The desk corrects this piece. It publishes the correction or gives it up.")
        )
    if request.method == "GET":
        _tell(request, piece, correction)


@hooks.register("before_delete_page")
def keep_used_pieces(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete what was used: it is counted, graded and paid, and may be retracted."""
    if not was_used(page):
        return None
    messages.error(request, _("This piece was used by a desk. It cannot be deleted."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _tell(request: HttpRequest, piece: Contribution, correction: Correction) -> None:
    """Tell the desk the note, and everybody else why the piece is locked; the note is not out."""
    if not may_correct(request.user, piece):
        text = _("The desk changes this piece since %(time)s. Readers see it as before.")
        opened = formats.date_format(
            timezone.localtime(correction.opened_at), "SHORT_DATETIME_FORMAT"
        )
        messages.info(request, text % {"time": opened})
        return
    text = _("%(kind)s is open. Readers will be told: “%(note)s”")
    values = {"kind": correction.get_kind_display(), "note": correction.note_vi}
    button = messages.button(correcting_address(piece), _("Change the note"))
    messages.info(request, text % values, buttons=[button])


def _piece_of(page: Page) -> Contribution | None:
    pieces = Contribution.objects.filter(page_id=page.pk, used_at__isnull=False)
    return pieces.select_related("desk", "page", "used_revision").first()
