"""Knocks at addresses as somebody and reports what came back; nothing that it does stays."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client

from isolation.addresses import admin_addresses, filled
from isolation.world import START, World, canaries_in, cases, fingerprint
from units.gate.roles import EVERYBODY, PORTAL, is_open_to
from units.gate.table import roles_for

# What a curious or malicious person would send with any form.
FORM = {
    "title": "Của tôi bây giờ",
    "slug": "cua-toi",
    "comment": "x",
    "text": "x",
    "name": "x",
    "value": "x",
    "q": START,
    "is_editing": "1",
    "body-count": "0",
    "authors-TOTAL_FORMS": "0",
    "authors-INITIAL_FORMS": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "external-link-chooser-url": "/",
    "action-submit": "1",
    "workflow-action-name": "approve",
    "next": "/admin/",
}
UNSAFE = ("POST", "PUT", "DELETE", "PATCH")
# The answers of a shut door: sent to log in, or not found.
SHUT = (302, 404)
# The name of a view, one address of it, and the kind of thing that the address names.
Address = tuple[str, str, str]


@dataclass(frozen=True)
class Visit:
    """One request and what it showed."""

    method: str
    url: str
    kind: str
    status: int
    canaries: frozenset[str]
    unchanged: bool = True


class Visitor:
    """A person at the door; each visit starts with the same session and leaves no trace."""

    def __init__(self, world: World, user) -> None:
        self.world = world
        self.user = user or AnonymousUser()
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        self.cookies = deepcopy(self.client.cookies)
        self.before = fingerprint(world)

    def may_enter(self, name: str) -> bool:
        """Tell whether the gate opens views of this name to the person, whatever they name."""
        roles = roles_for(name)
        return roles == EVERYBODY or is_open_to(self.user, roles)

    def visit(self, method: str, url: str, kind: str = "", data: dict | None = None) -> Visit:
        """Make one request in a transaction of its own and undo it."""
        with transaction.atomic():
            visit = self._request(method, url, kind, data)
            transaction.set_rollback(True)
        self.client.cookies = deepcopy(self.cookies)
        return visit

    def _request(self, method: str, url: str, kind: str, data: dict | None) -> Visit:
        options: dict[str, Any] = {}
        if method in ("PUT", "PATCH"):
            options = {"content_type": "application/x-www-form-urlencoded"}
        body = None if method == "GET" else _body(method, data or FORM)
        response = getattr(self.client, method.lower())(url, body, **options)
        content = b"".join(response) if response.streaming else response.content
        headers = "".join(f"{name}: {value}\n" for name, value in response.headers.items())
        unchanged = True
        if method in UNSAFE and response.status_code not in (403, 404, 405):
            unchanged = fingerprint(self.world) == self.before
        # A request that names a canary itself proves nothing by repeating it.
        seen = canaries_in(content + headers.encode()) - canaries_in(url.encode())
        return Visit(method, url, kind, response.status_code, frozenset(seen), unchanged)


def _body(method: str, data: dict):
    return urlencode(data) if method in ("PUT", "PATCH") else data


def filled_addresses(world: World) -> list[Address]:
    """Return every address as (name, url, kind): one where the role decides alone, else all.

    An address that is open to no role of a unit is shut whatever it names, so one try is enough.
    """
    found: dict[str, Address] = {}
    all_cases = cases(world)
    for address in admin_addresses():
        urls: dict[str, str] = {}
        for case in all_cases:
            url = filled(address, case)
            if url is not None:
                urls.setdefault(url, case["kind"])
        if (roles_for(address.name) or PORTAL) <= PORTAL:
            urls = dict(list(urls.items())[:1])
        found |= {url: (address.name, url, kind) for url, kind in urls.items()}
    return list(found.values())


def open_or_once(visitor: Visitor, addresses: Iterable[Address]) -> list[Address]:
    """Return the addresses that a person's roles open, and of each other name the first.

    The gate decides by role before it looks at arguments or queries, so one try proves it shut.
    """
    names: set[str] = set()
    chosen = []
    for address in addresses:
        name = address[0]
        if name not in names or visitor.may_enter(name):
            chosen.append(address)
        names.add(name)
    return chosen


def queries(world: World) -> list[str]:
    """Return query strings that ask lists and choosers for the other unit's things."""
    side = world.theirs
    page, ids = side.pages["draft"], [page.pk for page in side.pages.values()]
    wanted: list[dict[str, Any]] = [
        {"q": START, "search": START, "term": START, "for_explorer": "1"},
        {"q": START, "collection_id": side.unit.collection_id, "page_type": "articles.NewsPage"},
        {"id": ids},
        {"id": [side.image.pk, side.document.pk], "translation_of": page.pk},
        {"child_of": page.get_parent().pk, "include_root": "true"},
        {"descendant_of": page.get_parent().pk},
        {"user_perms": "move_to", "target_pages[]": page.pk, "locale": "en"},
        {"unit": side.unit.pk, "user": [user.pk for user in side.people.values()]},
        {"export": "csv"},
        {"q": START, "segment": "used"},
        {"segment": "returned"},
        {"segment": "other"},
        {"action": "claim", "id": [piece.pk for piece in side.unit.contributions.all()]},
    ]
    return [urlencode(query, doseq=True) for query in wanted]


def walk(visitor: Visitor, addresses: Iterable[Address], methods: Iterable[str]) -> Iterator[Visit]:
    """Visit every address with every method; what the person's roles shut must answer so."""
    methods = list(methods)
    for name, url, kind in addresses:
        for method in methods:
            visit = visitor.visit(method, url, kind)
            assert visitor.may_enter(name) or visit.status in SHUT, visit
            yield visit
