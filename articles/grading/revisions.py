"""What a grade reads of the revision that was published first, whatever happened since.

It is read from the revision's own content: building the page again would ask the database for
every author.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from articles.enums import AuthorRole
from articles.models import Contribution


@dataclass(frozen=True)
class GradedAuthor:
    """An author as a revision names them; the account may be gone by now."""

    user_id: int | None
    pen_name: str
    role: str
    share: Decimal

    @property
    def role_label(self) -> str:
        """Return what the author contributed, in words."""
        return str(AuthorRole(self.role).label)


@dataclass(frozen=True)
class GradedRevision:
    """A used piece as it stood when readers first saw it."""

    title: str
    genre_id: int | None
    words: int
    pictures: int
    authors: tuple[GradedAuthor, ...]


def graded_revision(contribution: Contribution) -> GradedRevision:
    """Return the revision that is graded; `used_revision` must be set."""
    content = contribution.used_revision.content
    rows = sorted(content.get("authors", []), key=_place)
    return GradedRevision(
        title=content["title"],
        genre_id=content["genre"],
        words=content["word_count"],
        pictures=content["picture_count"],
        authors=tuple(_author(row) for row in rows),
    )


def graded_authors(contribution: Contribution) -> tuple[GradedAuthor, ...]:
    """Return the authors named in the graded revision, in their order; none before the use."""
    if contribution.used_revision is None:
        return ()
    return graded_revision(contribution).authors


def _place(row: dict[str, Any]) -> int:
    return row["sort_order"] or 0


def _author(row: dict[str, Any]) -> GradedAuthor:
    return GradedAuthor(
        user_id=row["user"],
        pen_name=row["pen_name"],
        role=row["role"],
        share=Decimal(row["share"]),
    )
