"""Hooks of the national home."""

from home.curation import hooks as _curation  # noqa: F401
