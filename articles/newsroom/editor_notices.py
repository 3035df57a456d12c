"""What the editor says above a piece: why it came back, who holds it, what it is like."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from articles.enums import ContributionState, EventKind
from articles.likeness.lines import alike_lines
from articles.models import ArticlePage, Contribution
from articles.newsroom.claims import held_message
from articles.newsroom.rules import is_held_by_other, waits_at_desk_of
from articles.newsroom.track.standing import name_of


@hooks.register("before_edit_page")
def say_what_matters(request: HttpRequest, page: Page) -> None:
    """Show it once, when the editor is opened."""
    if request.method != "GET" or not isinstance(page.specific, ArticlePage):
        return
    pieces = Contribution.objects.select_related("desk", "claimed_by", "page")
    piece = pieces.filter(page_id=page.pk).first()
    if piece is None:
        return
    if piece.state == ContributionState.RETURNED:
        _say_why_returned(request, piece)
    elif waits_at_desk_of(request.user, piece):
        _say_who_holds(request, piece)
        _say_what_is_alike(request, piece)


def _say_why_returned(request: HttpRequest, piece: Contribution) -> None:
    event = piece.events.filter(kind=EventKind.RETURNED).select_related("actor", "desk").last()
    if event is None:
        return
    actor = name_of(event.actor) if event.actor else ""
    by = ", ".join(filter(None, [actor, str(event.desk or "")]))
    lines = [_("Returned for changes (%(by)s): %(note)s") % {"by": by, "note": event.note}]
    comments = piece.page.wagtail_admin_comments.filter(resolved_at__isnull=True).count()
    if comments:
        lines.append(
            ngettext(
                "%(count)s comment stands in the text.",
                "%(count)s comments stand in the text.",
                comments,
            )
            % {"count": comments}
        )
    messages.warning(request, " ".join(lines), buttons=[_way(piece)])


def _say_who_holds(request: HttpRequest, piece: Contribution) -> None:
    if is_held_by_other(request.user, piece, timezone.now()):
        messages.warning(request, held_message(piece), buttons=[_way(piece)])


def _say_what_is_alike(request: HttpRequest, piece: Contribution) -> None:
    for line in alike_lines(piece):
        button = messages.button(line.url, _("Compare side by side"), new_window=True)
        messages.warning(request, line.text, buttons=[button])


def _way(piece: Contribution):
    return messages.button(reverse("contribution_track", args=[piece.pk]), _("The way of a piece"))
