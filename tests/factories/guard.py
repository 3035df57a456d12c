"""Sends guarded forms as a browser does: solves the proof of a page or makes one."""

import html
import re
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from forms.guarding import keys, proofs

FIELD = re.compile(r'name="(form_key|word_token)" value="([^"]*)"')
CHALLENGE = re.compile(r'data-guard="([^"]*)"')


def guard_fields(purpose: str, *, level: int = 0, now: datetime | None = None) -> dict[str, str]:
    """Return the fields of the guard for a form that was shown a minute ago and is solved."""
    now = now or timezone.now()
    challenge = proofs.new_challenge(purpose=purpose, level=level, now=now)
    key = keys.issue(purpose=purpose, now=now - timedelta(minutes=1))
    return {"form_key": key, "altcha": proofs.solve(challenge)}


def solved(response: Any) -> dict[str, str]:
    """Return the fields of the guard that a browser would send for an answered page."""
    return {**shown(response), "altcha": proofs.solve(challenge_of(response))}


def shown(response: Any) -> dict[str, str]:
    """Return the hidden fields of the guard in a page, unsolved."""
    found = FIELD.findall(response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def challenge_of(response: Any) -> str:
    """Return the challenge in a page."""
    match = CHALLENGE.search(response.content.decode())
    assert match is not None, "The page shows no guard."
    return html.unescape(match[1])
