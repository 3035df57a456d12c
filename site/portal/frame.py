"""What stands around every public page: navigation, breadcrumbs, translations, addresses."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page

from core.addresses import absolute, address, canonical_path, canonical_url
from core.text import normalize
from core.visibility import is_unrestricted
from home.models import HomePage
from units import sections
from units.archive import Archive, archive_of
from units.models import UnitHomePage, UnitIndexPage
from units.ownership import path_prefixes
from units.queries import accent_of_home, today

# Depths that the parent rules of the page types fix: root, home, directory or section, unit.
HOME, NATIONAL, UNIT = 2, 3, 4
# The directory of units stands after the lists of pieces and before what the portal says of itself.
DIRECTORY_ORDER = 80


@dataclass(frozen=True)
class Link:
    """A place a reader can go to; `canonical` is absolute and on the national site."""

    title: str
    url: str
    is_current: bool = False
    is_exact: bool = False
    accent: str = ""
    canonical: str = ""


@dataclass(frozen=True)
class Translation:
    """The way to another language; `canonical` is absolute.

    `is_exact` tells that the same page is there; else it is the nearest page above it.
    """

    language: str
    name: str
    url: str
    canonical: str = ""
    is_exact: bool = True


@dataclass(frozen=True)
class Frame:
    """All that surrounds a page, read in a constant number of queries."""

    language: str
    home: Link
    links: list[Link]
    search_url: str
    directory: Link | None = None
    canonical: str = ""
    unit: Link | None = None
    archive: Archive | None = None
    unit_links: list[Link] = field(default_factory=list)
    crumbs: list[Link] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)

    @property
    def vietnamese(self) -> str:
        """Return where the page stands in the portal's own language, or nothing."""
        exact = (one for one in self.translations if one.is_exact)
        return next((one.url for one in exact if one.language == settings.LANGUAGE_CODE), "")

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Return (hreflang, absolute address) of the page in every language it is in.

        Empty for a page in one language. `x-default` is the portal's own language.
        """
        found = [(one.language, one.canonical) for one in self.translations if one.is_exact]
        if not self.canonical or not found:
            return []
        found = [(self.language, self.canonical), *found]
        default = [url for language, url in found if language == settings.LANGUAGE_CODE]
        return found + [("x-default", url) for url in default]


def frame_for(request: HttpRequest, page: Page | None = None) -> Frame:
    """Return the frame of a page, or of a view that is no page (search, an error)."""
    language = get_language() or settings.LANGUAGE_CODE
    prefixes = path_prefixes(page.path) if page and page.path else []
    found = list(_near(prefixes, language, page))
    near = [one for one in found if not one.is_abroad]
    abroad = [one for one in found if one.is_abroad]

    def links(depth: int) -> list[Link]:
        found = [one for one in near if one.rank is not None and one.depth == depth]
        return [_link(one, request, page) for one in sorted(found, key=lambda one: one.rank)]

    home = next((one for one in near if one.is_home and one.locale_language == language), None)
    unit_home = next((one for one in near if one.is_unit_home), None)
    return Frame(
        language=language,
        home=_link(home, request, page) if home else Link("", reverse("wagtail_serve", args=[""])),
        links=links(NATIONAL),
        search_url=reverse("search"),
        directory=next((_link(one, request, page) for one in near if one.is_directory), None),
        canonical=absolute(canonical_path(page) or request.path) if page else "",
        unit=_link(unit_home, request, page) if unit_home else None,
        archive=_archive(unit_home, request) if unit_home else None,
        unit_links=links(UNIT + 1),
        crumbs=[_link(one, request, page) for one in near if one.path in prefixes[:-1]],
        translations=list(_translations(abroad, near, page, request))
        if page
        else list(_other_addresses(language, request)),
    )


def section_models() -> list[type[Page]]:
    """Return the page types that navigation shows, in its order: sections, then the directory."""
    ranked = [(one.order, one.model) for one in sections.registered()]
    ranked.append((DIRECTORY_ORDER, UnitIndexPage._meta.label))
    return [apps.get_model(label) for _order, label in sorted(ranked)]


def _types(*models: type[Page]) -> list[int]:
    return [ContentType.objects.get_for_model(model).pk for model in models]


def _near(prefixes: list[str], language: str, page: Page | None):
    """Yield the home, national sections, the page's ancestors, its unit's sections, all twins.

    Sections are found by their type: a search below a path reads every page of the tree.
    """
    home, unit_home, directory = _types(HomePage), _types(UnitHomePage), _types(UnitIndexPage)
    listed = _types(*section_models())
    ranks = {content_type: rank for rank, content_type in enumerate(listed)}
    of_unit = Q(pk__in=[])
    if len(prefixes) >= UNIT:
        of_unit = Q(depth=UNIT + 1, path__startswith=prefixes[UNIT - 1])
    wanted = (
        Q(content_type__in=home, locale__language_code=language)
        | Q(content_type__in=listed, depth=NATIONAL, locale__language_code=language)
        | (Q(content_type__in=listed) & of_unit)
        | Q(path__in=prefixes[HOME - 1 :])
    )
    own_locale = page.locale_id if page is not None and page.pk else None
    # The page's own translations, and those of the pages above it.
    keys = Page.objects.filter(path__in=prefixes[HOME - 1 :]).values("translation_key")
    twins = Q(pk=None)
    if own_locale:
        twins = Q(is_unrestricted(), ~Q(locale=own_locale), translation_key__in=keys)
    pages = (
        Page.objects.live()
        .filter(wanted | twins)
        .annotate(
            locale_language=F("locale__language_code"),
            accent=accent_of_home("unithomepage__"),
            unit_id=F("unithomepage__unit"),
            unit_ended_on=F("unithomepage__unit__valid_to"),
        )
    )
    for one in pages.order_by("path"):
        one.is_home = one.content_type_id in home
        one.is_unit_home = one.content_type_id in unit_home
        one.is_directory = one.content_type_id in directory
        one.is_abroad = own_locale is not None and one.locale_id != own_locale
        one.rank = ranks.get(one.content_type_id)
        yield one


def _archive(unit_home: Any, request: HttpRequest) -> Archive | None:
    """Return what stands above the pages of a unit that has ended; no query for those that live."""
    ended_on = unit_home.unit_ended_on
    if ended_on is None or ended_on >= today():
        return None
    return archive_of(
        unit_id=unit_home.unit_id,
        ended_on=ended_on,
        language=unit_home.locale_language,
        request=request,
    )


def _link(target: Page, request: HttpRequest, page: Page | None) -> Link:
    here = page.path if page and page.path else ""
    inside = here.startswith(target.path) if target.depth > HOME else here == target.path
    accent = getattr(target, "accent", "")
    url = address(target, request)
    canonical = canonical_url(target, request.site_roots) or ""  # type: ignore[attr-defined]
    return Link(target.title, url, inside, here == target.path, accent, canonical)


def _translations(abroad: list[Page], near: list[Page], page: Page, request: HttpRequest):
    """Yield the translations of a page, or of the nearest page above it, on the national site."""
    depths = {one.translation_key: one.depth for one in near if page.path.startswith(one.path)}
    depths[page.translation_key] = page.depth
    ranked = sorted(abroad, key=lambda one: depths.get(one.translation_key, 0), reverse=True)
    seen = set()
    for twin in ranked:
        path = canonical_path(twin)
        if path is None or twin.locale_language in seen:
            continue
        seen.add(twin.locale_language)
        yield Translation(
            twin.locale_language,
            _name_of(twin.locale_language),
            address(twin, request),
            absolute(path),
            is_exact=twin.translation_key == page.translation_key,
        )


def _other_addresses(language: str, request: HttpRequest):
    """Yield where a view that is no page answers in other languages; nothing for an error."""
    here = request.get_full_path()
    if request.resolver_match is None:
        return
    for code, _name in settings.LANGUAGES:
        there = translate_url(here, code)
        if code != language and there != here:
            yield Translation(code, _name_of(code), there)


def _name_of(language: str) -> str:
    return normalize(get_language_info(language)["name_local"])
