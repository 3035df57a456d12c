"""What receivers of `units.signals.unit_reorganised` are given: by it alone they change rows."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Page

from units.models import Unit

from .journal import Journal
from .models import Reorganisation
from .report import Passage


@dataclass(frozen=True)
class Handover:
    """One predecessor hands over, inside the transaction of the operation.

    The same code makes the preview, in a savepoint that is rolled back: what a receiver does
    outside the database belongs into `on_commit`, and every row it changes goes through here, or
    undoing would miss it. Texts (`what`, `text`) are given lazily (`gettext_lazy`), since people of
    two languages see the same plan; `what` is a plural such as “open questions”.
    """

    operation: Reorganisation
    predecessor: Unit
    successors: list[Unit]
    # The successor that takes what is open; None where the unit is closed without successor.
    taker: Unit | None
    effective_on: date
    now: datetime
    user: Any
    journal: Journal
    passage: Passage

    def change(self, queryset: QuerySet, **values: Any) -> int:
        """Set columns of rows, keeping what they were; return how many rows changed.

        A foreign key may be given as instance or as key; expressions such as `F` are allowed.
        """
        return self.journal.change(queryset, **values)

    def made(self, instance: Model) -> None:
        """Keep that a row was made: undoing deletes it, or takes it back in a registered way."""
        self.journal.made(instance)

    def removed(self, instance: Model) -> None:
        """Keep a row that is about to be deleted, such as a role that ends; call before."""
        self.journal.removed(instance)

    def move_page(self, page: Page, parent: Page) -> None:
        """Move a page with all below it to the end of another page's children."""
        self.journal.move_page(page, parent, user=self.user)

    def moves(self, what: Any, count: int) -> None:
        """Say what goes to the taker, for the preview and the report."""
        self.passage.add("moves", what, count)

    def keeps(self, what: Any, count: int) -> None:
        """Say what stays under the old name."""
        self.passage.add("keeps", what, count)

    def touches(self, key: str, what: Any, name: str) -> None:
        """Say what beyond the unit itself is touched, such as a unit below or a desk.

        A confirmed plan whose day comes is held back when these are others than were confirmed.
        """
        self.passage.touched.append((key, what, name))

    def clash(self, text: Any) -> None:
        """Say what forbids the operation until somebody has resolved it."""
        self.passage.clashes.append(text)
