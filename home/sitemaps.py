"""Sitemap of the whole portal: every live public page in every language, with its translations."""

from collections import defaultdict
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page, Site

from core.addresses import Roots, canonical_url


class PageSitemap(Sitemap):
    """Pages in the order of the tree, each with the addresses of its translations.

    Two queries for each part, whatever its length.
    """

    limit = 5000

    def items(self):
        """Return the live public pages below the roots, with their language."""
        pages = Page.objects.live().public().filter(depth__gt=1)
        return pages.annotate(language=F("locale__language_code")).order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        shown = list(self.paginator.page(page).object_list)
        roots = Site.get_site_root_paths()
        translations = self._translations(shown, roots)
        urls = []
        for one in shown:
            location = canonical_url(one, roots)
            if location is None:
                continue
            alternates = translations.get(one.translation_key, [])
            urls.append(
                {
                    "item": one,
                    "location": location,
                    "lastmod": one.last_published_at,
                    "alternates": alternates if len(alternates) > 1 else [],
                }
            )
        return urls

    def _translations(self, shown: list[Page], roots: Roots) -> dict[Any, list[dict[str, str]]]:
        found: dict[Any, list[dict[str, str]]] = defaultdict(list)
        keys = {page.translation_key for page in shown}
        # A sub-query and not a list: a part may hold more keys than a database takes.
        first, last = shown[0].path if shown else "", shown[-1].path if shown else ""
        same_part = self.items().filter(path__gte=first, path__lte=last).order_by()
        others = self.items().filter(translation_key__in=same_part.values("translation_key"))
        for page in others:
            if page.translation_key in keys and (location := canonical_url(page, roots)):
                found[page.translation_key].append(
                    {"lang_code": page.language, "location": location}
                )
        return found


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {"pages": PageSitemap}


def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the sitemap, or an index of its parts once it has several."""
    if PageSitemap().paginator.num_pages == 1:
        return sitemap_part(request, section="pages")
    return sitemap_views.index(request, SITEMAPS, sitemap_url_name="sitemap_part")


def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """Return one part of the sitemap, `?p=` for those after the first."""
    return sitemap_views.sitemap(request, SITEMAPS, section=section)
