"""A public form that stands in the portal for the length of a test."""

from collections.abc import Iterator

import pytest
from django.urls import clear_url_caches

NOTE = "/gop-y/"


@pytest.fixture
def note_address(settings) -> Iterator[str]:
    """Return the address of the form of `factories.guarded_note`."""
    settings.ROOT_URLCONF = "factories.guarded_note"
    yield NOTE
    clear_url_caches()
