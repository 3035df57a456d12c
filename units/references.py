"""What a page refers to: images, documents and pages in fields, blocks and rich text alike."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from units.gate.reach import choosable_pages, reachable_files


def references(page: Page) -> dict[type[Model], set[int]]:
    """Return the ids of the images, documents and pages that a page names, by model.

    Walks the page as Wagtail's reference index does, unsaved changes included.
    """
    found: dict[type[Model], set[int]] = {model: set() for model in _models()}
    for content_type_id, object_id, *_paths in ReferenceIndex._extract_references_from_object(page):
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model in found and str(object_id).isdigit():
            found[model].add(int(object_id))
    return found


def usable(user, model: type[Model]) -> QuerySet:
    """Return the instances of `model` that `user` may put into a page."""
    return choosable_pages(user) if model is Page else reachable_files(user, model)


def foreign_models(user, *, added: dict[type[Model], set[int]]) -> list[type[Model]]:
    """Return the models of which `added` names an instance that is not the user's to use."""
    return list(foreign_references(user, added=added))


def foreign_references(user, *, added: dict[type[Model], set[int]]) -> dict[type[Model], set[int]]:
    """Return those ids of `added` that are not the user's to use, by model, none left empty."""
    foreign = {
        model: ids - set(usable(user, model).filter(pk__in=ids).values_list("pk", flat=True))
        for model, ids in added.items()
        if ids
    }
    return {model: ids for model, ids in foreign.items() if ids}


def _models() -> tuple[type[Model], ...]:
    return get_image_model(), get_document_model(), Page
