"""Keeps old and new of every row that an operation changes, so that it can be undone."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.actions.move_page import MovePageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from .fingerprints import fingerprints_of
from .models import Reorganisation, RowChange
from .values import columns_of, encode, read, subject_of

CHUNK = 500
# Fields of the journal that are no columns.
PLACE = "@place"
PRINT = "@print"


class Journal:
    """Collects what one operation changes; `close` writes it, once, at the end."""

    def __init__(self, operation: Reorganisation) -> None:
        self.operation = operation
        self.rows: list[RowChange] = []

    def change(self, queryset: QuerySet, **values: Any) -> int:
        """Set columns of rows; return how many rows are not as before."""
        model = queryset.model
        columns = [model._meta.get_field(name).attname for name in values]
        keys = list(queryset.order_by("pk").values_list("pk", flat=True).distinct())
        changed = 0
        for chunk in _chunks(keys):
            rows = model._base_manager.filter(pk__in=chunk)
            before = read(rows.select_for_update(), columns)
            rows.update(**values)
            changed += self._note_changes(model, before, read(rows, columns))
        return changed

    def made(self, instance: Model) -> None:
        """Keep that a row was made; what it holds is read when the journal is closed."""
        self._add(instance, is_new=True)

    def removed(self, instance: Model) -> None:
        """Keep all columns of a row that is about to be deleted."""
        self._add(instance, old=columns_of(instance))

    def move_page(self, page: Page, parent: Page, *, user: Any) -> None:
        """Move a page to the end of another page's children, and keep the redirects of that."""
        page, parent = Page.objects.get(pk=page.pk), Page.objects.get(pk=parent.pk)
        old, before = _place(page), _own_redirects()
        # Who may arrange units anew need not have rights in the tree of pages.
        action = MovePageAction(page, parent, pos="last-child", user=user)
        action.execute(skip_permission_checks=True)
        page = Page.objects.get(pk=page.pk)
        self._add(page, field=PLACE, old=old, new=_place(page))
        after = _own_redirects()
        # Wagtail drops what it had made itself at an address that a page leaves anew.
        for key in before.keys() - after.keys():
            subject = subject_of(Redirect, key)
            self.rows.append(self._row(subject, old=before[key]))
        for key in sorted(after.keys() - before.keys()):
            self._add(Redirect(pk=key), is_new=True)

    def close(self) -> list[RowChange]:
        """Write the journal with the prints of all its rows in the end; return what was written."""
        written = [*self.rows, *self._prints()]
        RowChange.objects.bulk_create(written, batch_size=CHUNK)
        self.rows = []
        return written

    def _prints(self) -> Iterator[RowChange]:
        for subject, print_ in fingerprints_of(self.rows):
            yield self._row(subject, field=PRINT, new=print_)

    def _note_changes(self, model: type[Model], before: dict, after: dict) -> int:
        changed = 0
        for key, old_values in before.items():
            new_values = after[key]
            differing = [name for name in old_values if old_values[name] != new_values[name]]
            changed += bool(differing)
            subject = subject_of(model, encode(key))
            self.rows += [
                self._row(subject, field=name, old=old_values[name], new=new_values[name])
                for name in differing
            ]
        return changed

    def _add(self, instance: Model, **fields: Any) -> None:
        self.rows.append(self._row(subject_of(type(instance), encode(instance.pk)), **fields))

    def _row(self, subject: str, **fields: Any) -> RowChange:
        return RowChange(operation=self.operation, subject=subject, **fields)


def _chunks(keys: list[Any]) -> Iterable[list[Any]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _own_redirects() -> dict[int, dict[str, Any]]:
    """Return the redirects that a move may make or drop, with their columns."""
    made_alone = Redirect.objects.filter(automatically_created=True)
    names = [field.attname for field in Redirect._meta.concrete_fields]
    return read(made_alone, names)


def _place(page: Page) -> list[Any]:
    return [page.get_parent().pk, page.path]
