"""Which unit owns a page: the one whose home page is on the page's path in the tree."""

from collections.abc import Iterable

from django.apps import apps
from wagtail.models import Page

STEP = Page.steplen


def path_prefixes(path: str) -> list[str]:
    """Return the paths of a page and of all its ancestors."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def unit_id_for_path(path: str) -> int | None:
    """Return the id of the unit in whose sub-site `path` lies, or None outside all of them."""
    home_page = apps.get_model("units", "UnitHomePage")
    return (
        home_page.objects.filter(path__in=path_prefixes(path))
        .values_list("unit_id", flat=True)
        .first()
    )


def owned_page_models() -> Iterable[type[Page]]:
    """Yield every concrete model whose own table holds the denormalised unit."""
    owned = apps.get_model("units", "AboutPage").__mro__[1]
    for model in apps.get_models():
        if issubclass(model, owned) and model._meta.get_field("unit").model is model:
            yield model


def recompute_units(*, root_path: str) -> int:
    """Set the unit of every owned page at or below `root_path`; return how many changed."""
    unit_id = unit_id_for_path(root_path)
    return sum(
        model.objects.filter(path__startswith=root_path)
        .exclude(unit_id=unit_id)
        .update(unit_id=unit_id)
        for model in owned_page_models()
    )
