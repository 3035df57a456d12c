"""Puts questions into the admin: addresses, who may open them, menu, first screen."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import RESPONDENTS, VOICE_CENTRE, VOICE_UNITS, GateRole
from units.gate.table import guard, open_to, open_viewset

from .. import rules
from ..policies import kept_templates
from .addresses import addresses
from .panels import QuestionsPanel
from .screens.files import attachment_for
from .viewsets import template_viewset, topic_viewset

OPEN = {
    RESPONDENTS: [
        "question_list",
        "question_show",
        "question_file",
        "question_export",
        "question_resend",
    ],
    VOICE_CENTRE: ["question_assign", "question_readings"],
    VOICE_UNITS: ["question_figures", "question_figures_export"],
    frozenset({GateRole.RESPONDENT}): ["question_advice_list", "question_advice"],
}


def own_question(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the questions that the account may open."""
    return rules.questions_for(user).filter(pk=value).exists()


def file_of_question(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the files of the question in the same address."""
    return attachment_for(user, arguments["question_id"], value) is not None


def own_advice(user, value, arguments: dict[str, Any]) -> bool:
    """Pass what is asked of the account's units."""
    return rules.advice_for(user).filter(pk=value).exists()


def kept_template(user, value, arguments: dict[str, Any]) -> bool:
    """Pass the ready-made texts that the account keeps."""
    return str(value).isdecimal() and kept_templates(user).filter(pk=value).exists()


def for_centre(user, value, arguments: dict[str, Any]) -> bool:
    """Pass everything to the centre, nothing to others."""
    return rules.is_voice_centre(user)


for roles, names in OPEN.items():
    open_to(roles, names)
for name in ("question_show", "question_file"):
    guard(name, "question_id", own_question)
guard("question_file", "attachment_id", file_of_question)
guard("question_advice", "advice_id", own_advice)
for roles, viewset, check in (
    (VOICE_CENTRE, topic_viewset, for_centre),
    (RESPONDENTS, template_viewset, kept_template),
):
    open_viewset(roles, viewset)
    for pattern in viewset.get_urlpatterns():
        guard(viewset.get_url_name(pattern.name), "pk", check)


@hooks.register("register_admin_urls")
def register_question_addresses():
    """Mount the screens below the admin."""
    return addresses()


@hooks.register("register_admin_viewset")
def register_question_tables():
    """Screens of topics and ready-made texts."""
    return [topic_viewset, template_viewset]


class QuestionsMenuItem(MenuItem):
    """Shown to those who answer."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the list."""
        return rules.is_voice_centre(request.user) or bool(rules.answering_units(request.user))


@hooks.register("register_admin_menu_item")
def register_questions_item():
    """Menu item of the list."""
    return QuestionsMenuItem(
        _("Questions"), reverse("question_list"), name="questions", icon_name="help", order=92
    )


@hooks.register("construct_homepage_panels")
def put_questions_panel(request, panels) -> None:
    """Show what waits on the first screen."""
    panels.append(QuestionsPanel())
