"""Work of the register that happens after a change."""

from django.apps import apps
from django_tasks import task
from wagtail.search.backends import get_search_backends


@task()
def index_pages(model_label: str, keys: list[int]) -> None:
    """Put pages that were written below the ORM into every search index, in one step."""
    model = apps.get_model(model_label)
    pages = list(model.objects.filter(pk__in=keys))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(model, pages)
