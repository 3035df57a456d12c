"""What follows when a piece becomes readable: its files are public, its pictures are ready."""

from django.db import transaction

from articles.measures import referenced_ids
from articles.models import ArticlePage
from core.models import PortalDocument, PortalImage
from core.renditions import make_first_renditions, make_renditions


def files_of(page: ArticlePage) -> tuple[set[int], set[int]]:
    """Return the ids of the images and of the documents that a piece refers to."""
    return referenced_ids(page, chooser="image"), referenced_ids(page, chooser="document")


def open_files(*, page: ArticlePage) -> None:
    """Make the files of a published piece public and queue the making of all picture sizes."""
    from articles.tasks import make_page_renditions

    images, documents = files_of(page)
    PortalImage.objects.filter(pk__in=images, is_public=False).update(is_public=True)
    PortalDocument.objects.filter(pk__in=documents, is_public=False).update(is_public=True)
    make_first_renditions(cover=page.cover, pictures=PortalImage.objects.filter(pk__in=images))
    transaction.on_commit(lambda: make_page_renditions.enqueue(page_id=page.pk))


def close_files(*, page: ArticlePage) -> None:
    """Make the files of an unpublished piece private unless another live piece uses them."""
    images, documents = files_of(page)
    for live in _live_users(images=images, documents=documents).exclude(pk=page.pk):
        live_images, live_documents = files_of(live)
        images -= live_images
        documents -= live_documents
    PortalImage.objects.filter(pk__in=images).update(is_public=False)
    PortalDocument.objects.filter(pk__in=documents).update(is_public=False)


def make_all_renditions(*, page: ArticlePage) -> None:
    """Make every size of every picture of a piece that does not exist yet."""
    images, _documents = files_of(page)
    make_renditions(cover=page.cover, pictures=PortalImage.objects.filter(pk__in=images))


def _live_users(*, images: set[int], documents: set[int]):
    from wagtail.models import ReferenceIndex

    users = set()
    for model, ids in ((PortalImage, images), (PortalDocument, documents)):
        references = ReferenceIndex.objects.filter(
            to_object_id__in=[str(pk) for pk in ids],
            to_content_type=ReferenceIndex._get_base_content_type(model),
        )
        users |= {int(pk) for pk in references.values_list("object_id", flat=True) if pk.isdigit()}
    return ArticlePage.objects.live().filter(pk__in=users)
