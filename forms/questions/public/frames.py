"""Where the pages of askers stand in the portal: below a section."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from core.addresses import address
from core.direct_route import find_route
from core.visibility import is_unrestricted
from units.lineage import successors_of
from units.queries import today

from ..models import QuestionIndexPage

NATIONAL_DEPTH = 3
# The address of the national section: there asking is possible even while its page is not live.
NATIONAL = "hoi-dap/"
# Below each section.
FORM = "gui-cau-hoi/"


def section_at(request: HttpRequest, path: str) -> QuestionIndexPage | None:
    """Return the section at an address; raises `Http404` for what is none."""
    route = find_route(request, path)
    page = route.page if route else None
    if isinstance(page, QuestionIndexPage) and not page.get_view_restrictions().exists():
        return page
    if path != NATIONAL:
        raise Http404
    return None


def asking_instead_of(section: QuestionIndexPage, request: HttpRequest) -> str | None:
    """Return where to ask instead of in the section of a unit that has ended, else None.

    That is its successor's form, or the national one where it has none or several.
    """
    unit = section.unit
    if unit is None or not unit.has_ended_on(today()):
        return None
    sections = QuestionIndexPage.objects.live().filter(is_unrestricted(), locale=section.locale_id)
    heirs = list(sections.filter(unit__in=successors_of(unit.pk)).select_related("locale"))
    heir = heirs[0] if len(heirs) == 1 else national_section()
    path = address(heir, request) if heir else reverse("wagtail_serve", args=[NATIONAL])
    return f"{path}{FORM}"


def national_section() -> QuestionIndexPage | None:
    """Return the section of all units in the language of the address, or None without one."""
    language = get_language() or settings.LANGUAGE_CODE
    sections = QuestionIndexPage.objects.live().filter(depth=NATIONAL_DEPTH)
    return sections.filter(locale__language_code=language).first()
