"""Where the pages of askers stand in the portal: below a section."""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from core.direct_route import find_route

from ..models import QuestionIndexPage

NATIONAL_DEPTH = 3
# The address of the national section: there asking is possible even while its page is not live.
NATIONAL = "hoi-dap/"


def section_at(request: HttpRequest, path: str) -> QuestionIndexPage | None:
    """Return the section at an address; raises `Http404` for what is none."""
    route = find_route(request, path)
    page = route.page if route else None
    if isinstance(page, QuestionIndexPage) and not page.get_view_restrictions().exists():
        return page
    if path != NATIONAL:
        raise Http404
    return None


def national_section() -> QuestionIndexPage | None:
    """Return the section of all units in the language of the address, or None without one."""
    language = get_language() or settings.LANGUAGE_CODE
    sections = QuestionIndexPage.objects.live().filter(depth=NATIONAL_DEPTH)
    return sections.filter(locale__language_code=language).first()
