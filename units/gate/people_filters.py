"""Keeps the people whom the filters of page lists offer to those of one's own units.

Wagtail offers everybody who ever made or edited a page, by name, to whoever may list any page.
"""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.models import Page, PageLogEntry

from core.models import User
from units.models import Membership
from units.rules import is_portal_administrator, units_of


def connect() -> None:
    """Replace what the filters choose from; subclasses made later take it over."""
    for filters in (PageFilterSet, GenericPageFilterSet):
        filters.base_filters["owner"].queryset = owners
        filters.base_filters["edited_by"].queryset = editors


def owners(request: HttpRequest) -> QuerySet[User]:
    """Return who made pages, as far as the account knows them."""
    made = Page.objects.order_by().values("owner_id")
    return colleagues(request.user).filter(pk__in=made)


def editors(request: HttpRequest) -> QuerySet[User]:
    """Return who edited pages, as far as the account knows them."""
    edited = PageLogEntry.objects.filter(action="wagtail.edit").order_by().values("user_id")
    return colleagues(request.user).filter(pk__in=edited)


def colleagues(user) -> QuerySet[User]:
    """Return the people of the account's units and itself; everybody to who runs the portal."""
    if is_portal_administrator(user):
        return User.objects.all()
    known = Membership.objects.filter(unit_id__in=units_of(user))
    return User.objects.filter(Q(pk=user.pk) | Q(pk__in=known.values("user_id")))
