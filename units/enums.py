"""Kinds of unit and roles of people, as the register and the official letter name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """Kind of a unit; the stored value is the one of the register's CSV."""

    CONFEDERATION = "confederation", _("Confederation")
    PROVINCE = "province", _("Provincial federation")
    SECTOR = "sector", _("Sector union")
    CORPORATION = "corporation", _("Corporation union")
    DEPARTMENT = "department", _("Central department")
    ATTACHED_UNIT = "attached_unit", _("Attached unit")


class Accent(models.TextChoices):
    """Colour of a sub-site; the value is a token of the style sheet, never a colour of its own."""

    RED = "red", _("Red")
    BLUE = "blue", _("Blue")
    GREEN = "green", _("Green")
    TEAL = "teal", _("Teal")
    VIOLET = "violet", _("Violet")
    ORANGE = "orange", _("Orange")


class Region(models.TextChoices):
    """Region of a province after the reorganisation of 2025, from north to south."""

    NORTHERN_UPLANDS = "northern_uplands", _("Northern midlands and mountains")
    RED_RIVER = "red_river", _("Red River Delta")
    NORTH_CENTRAL = "north_central", _("North Central")
    SOUTH_CENTRAL = "south_central", _("South Central coast and Central Highlands")
    SOUTH_EAST = "south_east", _("South East")
    MEKONG = "mekong", _("Mekong Delta")


class UnitRole(models.TextChoices):
    """Role of a person inside one unit; each has one group per unit."""

    CONTRIBUTOR = "contributor", _("Contributor")
    CHIEF_EDITOR = "chief_editor", _("Chief editor")
    RESPONDENT = "respondent", _("Respondent")
    OFFICER = "officer", _("Officer")
    LEADER = "leader", _("Leader")
    ADMINISTRATOR = "administrator", _("Unit administrator")


class PortalRole(models.TextChoices):
    """Role over the whole portal; each has one group."""

    NEWS_DESK_EDITOR = "news_desk_editor", _("News desk editor")
    NEWS_DESK_HEAD = "news_desk_head", _("News desk head")
    THEMATIC_DESK_EDITOR = "thematic_desk_editor", _("Thematic desk editor")
    THEMATIC_DESK_HEAD = "thematic_desk_head", _("Thematic desk head")
    NEWS_EDITOR_IN_CHIEF = "news_editor_in_chief", _("Editor-in-chief of the news desk")
    THEMATIC_EDITOR_IN_CHIEF = (
        "thematic_editor_in_chief",
        _("Editor-in-chief of the thematic desk"),
    )
    FINANCE = "finance", _("Finance")
    OFFICE = "office", _("Office of the Confederation")
    PROPAGANDA = "propaganda", _("Propaganda department")
    VOICE_CENTRE = "voice_centre", _("Centre of members' voice")
    PORTAL_ADMINISTRATOR = "portal_administrator", _("Portal administrator")


class SuccessionKind(models.TextChoices):
    """How a unit became another."""

    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")
    REPLACE = "replace", _("Replaced")
    RENAME = "rename", _("Renamed")
