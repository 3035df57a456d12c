"""What follows when a piece becomes readable: its files are public, its pictures are ready."""

from dataclasses import dataclass
from functools import partial, reduce
from operator import or_, sub

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from articles.models import ArticlePage
from core.models import PortalDocument, PortalImage
from core.renditions import make_first_renditions, make_renditions
from units.references import references

REVISIONS_READ = 10


@dataclass(frozen=True)
class Files:
    """Ids of images and of documents."""

    images: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()

    def __or__(self, other: "Files") -> "Files":
        return Files(self.images | other.images, self.documents | other.documents)

    def __sub__(self, other: "Files") -> "Files":
        return Files(self.images - other.images, self.documents - other.documents)


def files_of(page: Page) -> Files:
    """Return the images and documents that a page names in fields, blocks and links."""
    named = references(page)
    return Files(frozenset(named[PortalImage]), frozenset(named[PortalDocument]))


def open_files(*, page: ArticlePage) -> None:
    """Make the files of a published piece public and queue the making of all picture sizes."""
    from articles.tasks import make_page_renditions

    files = files_of(page)
    _set_public(files, is_public=True)
    if page.first_published_at != page.last_published_at:
        _close_unused(_formerly_named(page) - files)
    pictures = PortalImage.objects.filter(pk__in=files.images)
    make_first_renditions(cover=page.cover, pictures=pictures)
    transaction.on_commit(partial(make_page_renditions.enqueue, page_id=page.pk))


def close_files(*, page: ArticlePage) -> None:
    """Make the files of an unpublished piece private unless another live page uses them."""
    _close_unused(files_of(page))


def _formerly_named(page: ArticlePage) -> Files:
    """Return what the last revisions named: one of them was live before this publication."""
    revisions = page.revisions.order_by("-pk")[:REVISIONS_READ]
    return reduce(or_, (files_of(revision.as_object()) for revision in revisions), Files())


def _close_unused(files: Files) -> None:
    if files != Files():
        live = (files_of(page.specific) for page in _live_pages_with(files))
        _set_public(reduce(sub, live, files), is_public=False)


def _set_public(files: Files, *, is_public: bool) -> None:
    for model, ids in ((PortalImage, files.images), (PortalDocument, files.documents)):
        model.objects.filter(pk__in=ids).exclude(is_public=is_public).update(is_public=is_public)


def _live_pages_with(files: Files) -> QuerySet[Page]:
    """Return the live pages of every type that name one of the files."""
    named = Q(pk__in=[])
    for model, ids in ((PortalImage, files.images), (PortalDocument, files.documents)):
        named |= Q(
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id__in=[str(pk) for pk in ids],
        )
    rows = ReferenceIndex.objects.filter(
        named, base_content_type=ContentType.objects.get_for_model(Page)
    )
    pks = {int(pk) for pk in rows.values_list("object_id", flat=True)}
    return Page.objects.live().filter(pk__in=pks)


def make_all_renditions(*, page: ArticlePage) -> None:
    """Make every size of every picture of a piece that does not exist yet."""
    pictures = PortalImage.objects.filter(pk__in=files_of(page).images)
    make_renditions(cover=page.cover, pictures=pictures)
