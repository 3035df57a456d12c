"""Addresses and menu items of this part of the newsroom."""

from articles.newsroom import viewsets as _viewsets  # noqa: F401
