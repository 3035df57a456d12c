"""Hooks of polls."""

from .making import hooks as _making  # noqa: F401
