"""First screen of the admin: at most four figures, then one list of what waits."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from articles.enums import ContributionState, Priority
from articles.importing.links import import_links
from articles.models import Contribution, NewsIndexPage, NoticeIndexPage, ThematicIndexPage
from articles.newsroom.board.figures import board_figures
from articles.newsroom.board.pieces import written_by
from articles.newsroom.board.rows import PRIORITY_MARKS
from articles.newsroom.claims import holder
from articles.newsroom.track.standing import name_of
from articles.queue import (
    boards_of,
    by_urgency,
    decides_on_pieces,
    desks_of,
    follows_pieces,
    visible_contributions,
    waiting_contributions,
)
from articles.views import waiting_time
from core.days import begin_of, day_of
from units.enums import UnitKind, UnitRole
from units.models import Unit
from units.rules import is_portal_administrator, units_of

WAITING_SHOWN = 10


class FiguresPanel(Component):
    """Up to four figures, each a link to the list behind it, and the buttons to write."""

    order = 50
    template_name = "articles/admin/figures_panel.html"

    def get_context_data(self, parent_context):
        """Count once per figure, whatever the number of pieces."""
        user = parent_context["request"].user
        return super().get_context_data(parent_context) | {
            "figures": figures(user),
            "links": [*writing_links(user), *import_links(user), *account_links(user)],
        }


class WaitingPanel(Component):
    """The most urgent pieces that wait for this person's decision, the oldest of them first."""

    order = 60
    template_name = "articles/admin/waiting_panel.html"

    def get_context_data(self, parent_context):
        """Load one more than is shown, to know whether there are more."""
        user, now = parent_context["request"].user, timezone.now()
        reviews = decides_on_pieces(user)
        waiting = list(_urgent(user, now)[: WAITING_SHOWN + 1]) if reviews else []
        return super().get_context_data(parent_context) | {
            "reviews": reviews,
            "rows": [_waiting_row(item, user, now) for item in waiting[:WAITING_SHOWN]],
            "has_more": len(waiting) > WAITING_SHOWN,
            "all_url": reverse("newsroom_board" if desks_of(user) else "review_queue"),
        }


def _urgent(user, now: datetime) -> QuerySet[Contribution]:
    """Return what waits, without what the account wrote itself and a desk's colleague decides."""
    own = {"state": ContributionState.DESK_REVIEW, "is_own": True}
    waiting = waiting_contributions(user).annotate(is_own=written_by(user)).exclude(**own)
    return by_urgency(waiting, user=user, now=now)


def _waiting_row(item: Contribution, user, now: datetime) -> dict:
    person = holder(item, now)
    return {
        "item": item,
        "waiting": waiting_time(item),
        "holder": "" if person is None or person == user else name_of(person),
        "is_mine": person == user,
        "is_overdue": item.due_at is not None and item.due_at < now,
        "priority_mark": PRIORITY_MARKS.get(Priority(item.priority), ""),
    }


def figures(user) -> list[dict]:
    """Return `[{"label", "count", "url"}]` of the person's own work; empty for other staff.

    A desk's figures are those of its board, also for who writes for a unit beside it.
    """
    desks = [] if is_portal_administrator(user) else boards_of(user)
    if desks:
        return board_figures(user, desks=desks, now=timezone.now())
    if not follows_pieces(user):
        return []
    pieces = visible_contributions(user)
    since = day_of(timezone.now()) - timedelta(days=7)
    shown_since = {"used_since": date_format(since, "SHORT_DATE_FORMAT")}
    states = [
        (_("At unit review"), ContributionState.UNIT_REVIEW, {}, {}),
        (_("At the desk"), ContributionState.DESK_REVIEW, {}, {}),
        (_("Returned for changes"), ContributionState.RETURNED, {}, {}),
        (
            _("Used in the last 7 days"),
            ContributionState.USED,
            {"used_at__gte": begin_of(since)},
            shown_since,
        ),
    ]
    return [
        {
            "label": label,
            "count": pieces.filter(state=state, **limits).count(),
            "url": f"{reverse('contributions')}?{urlencode({'state': state} | query)}",
        }
        for label, state, limits, query in states
    ]


def account_links(user) -> list[dict]:
    """Return `[{"label", "url", "main"}]` for the accounts of each unit that the person runs."""
    units = Unit.objects.filter(pk__in=units_of(user, UnitRole.ADMINISTRATOR))
    return [
        {
            "label": _("Accounts of %(unit)s") % {"unit": unit.short_name_vi},
            "url": reverse("unit_accounts:index", args=[unit.code]),
            "main": False,
        }
        for unit in units
    ]


def writing_links(user) -> list[dict]:
    """Return `[{"label", "url", "main"}]` for the sections of the person's unit.

    What the unit must send by the official letter comes first: thematic pieces for departments
    and attached units, news for all others.
    """
    unit_ids = units_of(user, UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR)
    unit = Unit.objects.filter(pk__in=unit_ids).first()
    if unit is None:
        return []
    kinds = [
        ("newspage", NewsIndexPage, _("Write a news item")),
        ("thematicpage", ThematicIndexPage, _("Write a thematic piece")),
        ("noticepage", NoticeIndexPage, _("Write a notice")),
    ]
    if unit.kind in (UnitKind.DEPARTMENT, UnitKind.ATTACHED_UNIT):
        kinds[0], kinds[1] = kinds[1], kinds[0]
    links: list[dict] = []
    for model_name, section_model, label in kinds:
        section: Page | None = section_model.objects.filter(
            unit=unit, locale__language_code="vi"
        ).first()
        if section:
            url = reverse("wagtailadmin_pages:add", args=["articles", model_name, section.pk])
            links.append({"label": label, "url": url, "main": not links})
    return links
