"""Forgets former addresses that a page has taken: Wagtail makes redirects and keeps them all."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site
from wagtail.signals import page_published, page_slug_changed, post_page_move

from core.addresses import Roots, paths_by_site

BATCH = 200


def on_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Free the address of a published page."""
    free_addresses([instance.url_path])


def on_moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Free the new addresses of a page that moved or has another slug, and of all below it."""
    pages = Page.objects.descendant_of(instance, inclusive=True).live()
    free_addresses(pages.values_list("url_path", flat=True).iterator())


def free_addresses(url_paths: Iterable[str]) -> None:
    """Delete the automatic redirects that stand at addresses of pages. One query for a batch."""
    roots, rest = Site.get_site_root_paths(), iter(url_paths)
    while batch := list(islice(rest, BATCH)):
        Redirect.objects.filter(_standing_at(batch, roots), automatically_created=True).delete()


def _standing_at(url_paths: Iterable[str], roots: Roots) -> Q:
    paths: dict[int, list[str]] = {}
    for url_path in url_paths:
        for site_id, path in paths_by_site(url_path, roots):
            paths.setdefault(site_id, []).append(Redirect.normalise_path(path))
    found = Q(pk__in=[])
    for site_id, old_paths in paths.items():
        found |= Q(site=site_id, old_path__in=old_paths)
    return found


def connect() -> None:
    """Connect the receivers."""
    page_published.connect(on_published, dispatch_uid="portal_free_published")
    page_slug_changed.connect(on_moved, dispatch_uid="portal_free_renamed")
    post_page_move.connect(on_moved, dispatch_uid="portal_free_moved")
