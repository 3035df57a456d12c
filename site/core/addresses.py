"""Public addresses of pages from Wagtail's cached root paths, without a query for each page.

A unit may have its own hostname; the canonical address of every page is the one on the national
site, whose root is the least specific.
"""

from functools import lru_cache
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.models.sites import SiteRootPath

Roots = list[SiteRootPath]


class PageAddresses:
    """Turns stored tree paths into canonical addresses; load once for a whole list."""

    def __init__(self, roots: Roots | None = None) -> None:
        self.roots = Site.get_site_root_paths() if roots is None else roots

    def path(self, url_path: str) -> str | None:
        """Return the path of `url_path` on the national site, or None outside it."""
        for root in reversed(self.roots):
            if url_path.startswith(root.root_path):
                return _path_below(root, url_path)
        return None

    def of(self, url_path: str) -> str | None:
        """Return the canonical address of `url_path`, or None outside the national site."""
        path = self.path(url_path)
        return None if path is None else absolute(path)


def canonical_path(page: Page, roots: Roots | None = None) -> str | None:
    """Return the path of a page on the national site, or None outside it."""
    return PageAddresses(roots).path(page.url_path)


def canonical_url(page: Page, roots: Roots | None = None) -> str | None:
    """Return the one canonical address of a page, or None outside the national site."""
    return PageAddresses(roots).of(page.url_path)


def paths_by_site(url_path: str, roots: Roots) -> list[tuple[int, str]]:
    """Return the site and the path there for each site on which `url_path` can be read."""
    return [
        (root.site_id, _path_below(root, url_path))
        for root in roots
        if url_path.startswith(root.root_path)
    ]


def absolute(path: str) -> str:
    """Return a path of the national site, or of a stored file, with scheme and host."""
    if path.startswith("/") and not path.startswith("//"):
        return _origin(settings.WAGTAILADMIN_BASE_URL) + path
    return urljoin(settings.WAGTAILADMIN_BASE_URL, path)


@lru_cache(maxsize=8)
def _origin(base: str) -> str:
    return urljoin(base, "/").removesuffix("/")


def address(page: Page, request: HttpRequest) -> str:
    """Return the address for a link: a path on the host being read, else the canonical one.

    No query for each page: the roots are cached, and kept on the request.
    """
    if not hasattr(request, "site_roots"):
        request.site_roots = Site.get_site_root_paths()  # type: ignore[attr-defined]
    roots: Roots = request.site_roots  # type: ignore[attr-defined]
    site = Site.find_for_request(request)
    for root in roots:
        if site and root.site_id == site.pk and page.url_path.startswith(root.root_path):
            return _path_below(root, page.url_path)
    return canonical_url(page, roots) or "/"


def _path_below(root: SiteRootPath, url_path: str) -> str:
    return _language_prefix(root.language_code) + url_path[len(root.root_path) :]


@lru_cache(maxsize=8)
def _language_prefix(language_code: str) -> str:
    with translation.override(language_code):
        return reverse("wagtail_serve", args=[""])
