"""What tests of corrections read back: pages as they are stored, and the history of a piece."""

from typing import Any

from wagtail.models import Locale

from articles.models import Contribution


def fresh(page: Any) -> Any:
    """Return a page of its own type as it is stored now."""
    return type(page).objects.get(pk=page.pk)


def row(contribution: Contribution) -> dict[str, Any]:
    """Return every column of a contribution as it is stored now."""
    return Contribution.objects.filter(pk=contribution.pk).values().get()


def event_kinds(contribution: Contribution) -> list[str]:
    """Return the history of a piece, the oldest first."""
    return list(contribution.events.values_list("kind", flat=True))


def latest_title(page: Any) -> str:
    """Return the title of the newest revision, which the editor opens."""
    return fresh(page).get_latest_revision().as_object().title


def translate(page: Any, *, title: str = "120 gifts for workers", alias: bool = False) -> Any:
    """Return the live English version of a piece; an alias shows the original's text."""
    english = Locale.objects.get(language_code="en")
    for parent in page.get_ancestors().filter(depth__gt=2).specific():
        if not parent.has_translation(english):
            copy = parent.copy_for_translation(english)
            copy.live = True
            copy.save()
    made = page.copy_for_translation(english, alias=alias)
    if not alias:
        made.title = title
        made.save_revision().publish()
    return fresh(made)
