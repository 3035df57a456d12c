"""Where the pages of askers stand in the portal: below the national section."""

from django.conf import settings
from django.utils.translation import get_language

from ..models import QuestionIndexPage

NATIONAL_DEPTH = 3


def national_section() -> QuestionIndexPage | None:
    """Return the section of all units in the language of the address, or None without one."""
    language = get_language() or settings.LANGUAGE_CODE
    sections = QuestionIndexPage.objects.live().filter(depth=NATIONAL_DEPTH)
    return sections.filter(locale__language_code=language).first()
