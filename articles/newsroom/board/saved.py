"""A person's own filters of the board, kept under a name."""

from urllib.parse import urlencode

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.models import Desk, SavedFilter
from articles.newsroom.board.filters import BoardFilterSet
from articles.newsroom.board.segments import BY_KEY
from core.models import User

MOST_FILTERS = 20
QUERY_LENGTH = 1000
VALUE_LENGTH = 100
KNOWN = ("desk", "segment", "q", *BoardFilterSet.base_filters)


class FilterRefused(Exception):
    """A filter that cannot be saved; its text is for the person who tried."""


def known_query(query: QueryDict) -> str:
    """Return the board's own parameters of an address, in a fixed order, without empty ones."""
    given = [(name, query.get(name, "").strip()) for name in KNOWN]
    return urlencode([(name, value) for name, value in given if value])


def checked_query(query: str) -> str:
    """Return a query to save. Raises `FilterRefused` where the board would not understand it."""
    if len(query) > 4 * QUERY_LENGTH:
        raise FilterRefused(_("This filter is too long."))
    known = known_query(QueryDict(query))
    data = QueryDict(known)
    valid = (
        data.get("segment", "open") in BY_KEY
        and (not data.get("desk") or Desk.objects.filter(code=data["desk"]).exists())
        and all(len(value) <= VALUE_LENGTH and "\x00" not in value for value in data.values())
        and BoardFilterSet(data).is_valid()
    )
    if not valid:
        raise FilterRefused(_("This filter holds something that the board does not know."))
    if len(known) > QUERY_LENGTH:
        raise FilterRefused(_("This filter is too long."))
    return known


@transaction.atomic
def save_filter(*, user: User, name: str, query: str) -> SavedFilter:
    """Keep a filter under a name; the same name again replaces it. Raises `FilterRefused`."""
    query = checked_query(query)
    User.objects.select_for_update().get(pk=user.pk)
    others = SavedFilter.objects.filter(user=user).exclude(name=name)
    if others.count() >= MOST_FILTERS:
        raise FilterRefused(
            _("You have %(count)s saved filters. Delete one first.") % {"count": MOST_FILTERS}
        )
    saved, _created = SavedFilter.objects.update_or_create(
        user=user, name=name, defaults={"query": query}
    )
    return saved


def delete_filter(*, user: User, filter_id: int) -> bool:
    """Delete one of the account's own filters; tell whether there was one."""
    deleted, _models = SavedFilter.objects.filter(user=user, pk=filter_id).delete()
    return bool(deleted)
