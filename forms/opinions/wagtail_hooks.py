"""Puts the moderation of opinions into the admin: addresses, roles, menu item."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from units.gate.roles import VOICE_UNITS, is_open_to
from units.gate.table import guard, open_to

from .moderation import groups_for, opinions_for, topics_for
from .panels import OpinionPanel
from .screens.export import ExportView
from .screens.groups import GroupView
from .screens.opinion import OpinionView
from .screens.queue import BulkPublishView, QueueView
from .screens.topics import TopicListView, TopicView


def own_opinion(user, value, arguments: dict) -> bool:
    """Pass the opinions on topics of the account's units."""
    return opinions_for(user).filter(pk=value).exists()


def own_topic(user, value, arguments: dict) -> bool:
    """Pass the topics of the account's units."""
    return topics_for(user).filter(pk=value).exists()


def own_group(user, value, arguments: dict) -> bool:
    """Pass the groups of opinions on topics of the account's units."""
    return groups_for(user).filter(pk=value).exists()


open_to(VOICE_UNITS, ["opinions_queue", "opinions_bulk", "opinion_topics"])
open_to(VOICE_UNITS, ["opinion_show", "opinion_topic", "opinion_export", "opinion_group"])
guard("opinion_show", "opinion_id", own_opinion)
guard("opinion_topic", "topic_id", own_topic)
guard("opinion_export", "topic_id", own_topic)
guard("opinion_group", "opinion_group_id", own_group)


@hooks.register("register_admin_urls")
def register_opinion_addresses():
    """Mount the screens below the admin."""
    topic = "opinions/topics/<int:topic_id>"
    return [
        path("opinions/", QueueView.as_view(), name="opinions_queue"),
        path("opinions/publish/", BulkPublishView.as_view(), name="opinions_bulk"),
        path("opinions/<int:opinion_id>/", OpinionView.as_view(), name="opinion_show"),
        path("opinions/topics/", TopicListView.as_view(), name="opinion_topics"),
        path(f"{topic}/", TopicView.as_view(), name="opinion_topic"),
        path(f"{topic}/export/", ExportView.as_view(), name="opinion_export"),
        path("opinions/groups/<int:opinion_group_id>/", GroupView.as_view(), name="opinion_group"),
    ]


class OpinionsMenuItem(MenuItem):
    """Shown to those who moderate opinions."""

    def is_shown(self, request) -> bool:
        """Tell whether the account opens the screens; no query of its own."""
        return is_open_to(request.user, VOICE_UNITS)


@hooks.register("register_admin_menu_item")
def register_opinions_item():
    """Menu item of opinions."""
    return OpinionsMenuItem(
        _("Members' opinions"), reverse("opinions_queue"), icon_name="openquote", order=97
    )


@hooks.register("construct_homepage_panels")
def put_opinion_panel(request, panels) -> None:
    """Show on the first screen how many opinions wait."""
    panels.append(OpinionPanel())
