"""Callers of the API: anonymous, or with the token of an account."""

import json
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse
from django.test import Client
from wagtail.models import APIToken

from core.models import User
from units.services.provisioning import unit_home

FIRST_MORNING = datetime(2026, 11, 1, 1, 0, tzinfo=UTC)
RICH_TEXT = {"type": "rich_text", "value": "<p>Nội dung của bài viết.</p>"}


class Caller:
    """Sends JSON with one account's token, or with none."""

    def __init__(self, user: User | None = None) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {}
        if user is not None:
            _token, plaintext = APIToken.create_token(user=user, name="thử")
            self.headers = {"authorization": f"Bearer {plaintext}"}

    def get(self, address: str, **query: Any) -> HttpResponse:
        """Send a GET."""
        return self.client.get(address, query, headers=self.headers)

    def send(self, method: str, address: str, body: Any = None, **query: Any) -> HttpResponse:
        """Send a write; `body` is plain data, or bytes that are sent as they are."""
        raw = body if isinstance(body, bytes) else json.dumps({} if body is None else body)
        return self.client.generic(
            method,
            address,
            raw,
            content_type="application/json",
            query_params=query,
            headers=self.headers,
        )

    def post(self, address: str, body: Any = None, **query: Any) -> HttpResponse:
        """Send a POST."""
        return self.send("POST", address, body, **query)

    def patch(self, address: str, body: Any = None) -> HttpResponse:
        """Send a PATCH."""
        return self.send("PATCH", address, body)

    def delete(self, address: str) -> HttpResponse:
        """Send a DELETE."""
        return self.client.delete(address, headers=self.headers)


def news_body(section: Any, **fields: Any) -> dict[str, Any]:
    """Return what creates a complete news item below `section`."""
    from articles.models import Genre

    return {
        "meta": {"type": "articles.NewsPage", "parent_id": section.pk},
        "title": "Công đoàn tặng quà công nhân",
        "lead": "Một đoạn sapo ngắn.",
        "body": [RICH_TEXT],
        "genre_id": Genre.objects.order_by("pk").first().pk,
        "topics": [],
        "authors": [{"pen_name": "Hải Yến", "kind": "staff", "role": "text", "share": "100"}],
        "declares_safe": True,
    } | fields


def home_address(unit: Any) -> str:
    """Return the path of a unit's sub-site."""
    return unit_home(unit).get_url()
