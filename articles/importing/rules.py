"""Who may import where: whoever may write such a piece in a section of their own unit."""

from wagtail.models import Page

from articles.models import ArticleIndexPage
from articles.piece_types import WRITTEN_TYPES
from units.enums import UnitRole
from units.rules import is_portal_administrator, units_of


def can_import(user, *, section: ArticleIndexPage, kind: str) -> bool:
    """Tell whether `user` may import a piece of `kind` below `section`."""
    page = WRITTEN_TYPES.get(kind)
    if page is None or section.unit_id is None or page not in section.creatable_subpage_models():
        return False
    writes = section.unit_id in units_of(user, UnitRole.CONTRIBUTOR, UnitRole.CHIEF_EDITOR)
    is_trusted = writes or is_portal_administrator(user)
    return is_trusted and section.permissions_for_user(user).can_add_subpage()


def importable_section(user, *, page_id: int, kind: str) -> ArticleIndexPage | None:
    """Return the section with this id when `user` may import a piece of `kind` below it."""
    page = Page.objects.filter(pk=page_id).first()
    section = page.specific if page else None
    is_open = isinstance(section, ArticleIndexPage) and can_import(user, section=section, kind=kind)
    return section if is_open else None
