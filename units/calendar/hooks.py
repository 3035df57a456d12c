"""Puts the calendar of working days into the admin."""

from wagtail import hooks

from units.calendar.rules import CALENDAR_KEEPERS, keeps_calendar
from units.calendar.viewsets import calendar_viewset
from units.gate.table import guard, open_viewset


def for_keepers(user, value, arguments: dict) -> bool:
    """Pass every day to those who keep the calendar, none to others."""
    return keeps_calendar(user)


open_viewset(CALENDAR_KEEPERS, calendar_viewset)
for pattern in calendar_viewset.get_urlpatterns():
    guard(calendar_viewset.get_url_name(pattern.name), "pk", for_keepers)


@hooks.register("register_admin_viewset")
def register_calendar_viewset():
    """Screens of the calendar."""
    return calendar_viewset
