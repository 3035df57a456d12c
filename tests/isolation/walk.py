"""Knocks at addresses as somebody and reports what came back; nothing that it does stays."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.test import Client

from isolation.addresses import admin_addresses, filled
from isolation.world import START, World, canaries_in, cases, fingerprint
from units.gate.roles import PORTAL
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
        self.client = Client(raise_request_exception=False)
        if user is not None:
            self.client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        self.cookies = deepcopy(self.client.cookies)
        self.before = fingerprint(world)

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


def filled_addresses(world: World) -> list[tuple[str, str, str]]:
    """Return every address as (name, url, kind): one where the role decides alone, else all.

    An address that is open to no role of a unit is shut whatever it names, so one try is enough.
    """
    found: dict[str, tuple[str, str, str]] = {}
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


def walk(
    visitor: Visitor, addresses: Iterable[tuple[str, str, str]], methods: Iterable[str]
) -> Iterator[Visit]:
    """Visit every address with every method."""
    methods = list(methods)
    for _name, url, kind in addresses:
        for method in methods:
            yield visitor.visit(method, url, kind)
