"""The one list of types of pieces: every other list of them is made from this one."""

from articles.enums import RouteKind
from articles.models import (
    ArticlePage,
    NewsPage,
    NoticePage,
    PhotoStoryPage,
    ThematicPage,
    VideoPage,
)

PIECE_TYPES: tuple[type[ArticlePage], ...] = (
    NewsPage,
    PhotoStoryPage,
    VideoPage,
    ThematicPage,
    NoticePage,
)


def types_of(kind: str) -> tuple[type[ArticlePage], ...]:
    """Return the types of page that take the route of one kind, the written one first."""
    return tuple(model for model in PIECE_TYPES if model.route_kind == kind)


# The type in which one writes a piece of a kind.
WRITTEN_TYPES: dict[str, type[ArticlePage]] = {kind.value: types_of(kind)[0] for kind in RouteKind}
