"""Who may do what with a piece: predicates without side effects."""

from articles.enums import RouteKind
from units.enums import PortalRole, UnitRole
from units.lineage import acting_units
from units.rules import group_ids, portal_roles


def owns_piece(user, page) -> bool:
    """Tell whether `user` made the page or is named among its authors."""
    if page.owner_id == user.pk:
        return True
    authors = getattr(page, "authors", None)
    return authors is not None and any(author.user_id == user.pk for author in authors.all())


def goes_to_desk(page) -> bool:
    """Tell whether a page is a piece that a desk reviews after the unit."""
    return getattr(page, "route_kind", None) in (RouteKind.NEWS, RouteKind.THEMATIC)


def can_review_for_unit(user, page) -> bool:
    """Tell whether `user` may decide at the unit step.

    A chief editor of the page's unit or of what it became, but not on a piece of their own that
    goes on to a desk; a notice is the unit's own word and needs no second person.
    """
    if getattr(page, "unit_id", None) not in acting_units(user, UnitRole.CHIEF_EDITOR):
        return False
    return not goes_to_desk(page) or not owns_piece(user, page)


def works_at_desk(user, *, desk) -> bool:
    """Tell whether `user` is an active editor or head of `desk`."""
    return user.is_active and bool({desk.editors_id, desk.heads_id} & group_ids(user))


def heads_desk(user, *, desk) -> bool:
    """Tell whether `user` is an active head of `desk`."""
    return user.is_active and desk.heads_id in group_ids(user)


def is_editor_in_chief(user, *, desk) -> bool:
    """Tell whether `user` is an active editor-in-chief of `desk`."""
    return user.is_active and desk.chiefs_id in group_ids(user)


def is_finance(user) -> bool:
    """Tell whether `user` pays royalties and sees bank accounts."""
    return PortalRole.FINANCE.value in portal_roles(user)


def can_review_at_desk(user, page, *, desk) -> bool:
    """Tell whether `user` may decide at a desk: one of its people, never on their own piece."""
    return works_at_desk(user, desk=desk) and not owns_piece(user, page)
