"""Puts the making of polls into the admin: addresses, who may open them, the menu item."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import CHIEFS, VOICE_CENTRE
from units.gate.table import guard, open_to

from ..models import CodeBatch, PollQuestion, PollSection
from ..rules import batches_for, makes_polls, polls_for, polls_with_codes_for
from ..services.corrections import WORDED, Target, target_of
from ..services.locking import PollRefused
from .addresses import OF_CODES, OF_ONE, addresses

EDITORS = CHIEFS | VOICE_CENTRE


def own_poll(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the polls that the account makes."""
    return polls_for(user).filter(pk=value).exists()


def poll_with_codes(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the polls that the account makes, and those in which its unit has codes."""
    return polls_with_codes_for(user).filter(pk=value).exists()


def own_section(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the sections of the poll in the same address."""
    return PollSection.objects.filter(pk=value, poll=arguments["poll_id"]).exists()


def own_question(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the questions of the poll in the same address."""
    return PollQuestion.objects.filter(pk=value, section__poll=arguments["poll_id"]).exists()


def own_batch(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the batches of the poll in the same address that the account sees."""
    batch = CodeBatch.objects.filter(pk=value, poll=arguments["poll_id"]).first()
    return batch is not None and batches_for(user, batch.poll).filter(pk=batch.pk).exists()


def own_wording(user, value, arguments: dict[str, Any]) -> bool:
    """Pass what can be corrected in the poll in the same address."""
    poll = polls_for(user).filter(pk=arguments["poll_id"]).first()
    kind, target_id = arguments["kind"], arguments["target_id"]
    if poll is None or kind not in WORDED:
        return False
    try:
        target_of(poll, Target(kind, int(target_id)))
    except PollRefused:
        return False
    return True


open_to(EDITORS, ["polls", "polls_results", "poll_new", *(name for _route, _view, name in OF_ONE)])
for _route, _view, name in OF_ONE:
    guard(name, "poll_id", poll_with_codes if name in OF_CODES else own_poll)
for name in ("poll_section", "poll_question_new"):
    guard(name, "section_id", own_section)
guard("poll_question", "question_id", own_question)
guard("poll_codes_void", "batch_id", own_batch)
for argument in ("kind", "target_id"):
    guard("poll_correct", argument, own_wording)


@hooks.register("register_admin_urls")
def register_poll_addresses():
    """Mount the screens below the admin."""
    return addresses()


class PollsMenuItem(MenuItem):
    """Shown to those who make polls."""

    def is_shown(self, request) -> bool:
        """Tell whether the account makes polls."""
        return makes_polls(request.user)


@hooks.register("register_admin_menu_item")
def register_polls_item():
    """Menu item of the list."""
    return PollsMenuItem(_("Polls"), reverse("polls"), icon_name="list-ul", order=98)
