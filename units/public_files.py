"""Files are public as long as a live page uses them: opens and closes those that a page names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_, sub

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from core.models import PortalDocument, PortalImage
from units.references import references

REVISIONS_READ = 10
ImageFinder = Callable[[frozenset[int]], Iterable[int]]
_keepers: dict[str, ImageFinder] = {}


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


def open_files_of(page: Page) -> Files:
    """Make the files of a published page public, close those it no longer names; return them."""
    files = files_of(page)
    _set_public(files, is_public=True)
    if page.first_published_at != page.last_published_at:
        _close_unused(_formerly_named(page) - files)
    return files


def close_files_of(page: Page) -> None:
    """Make the files of an unpublished page private unless another live page uses them."""
    _close_unused(files_of(page))


def keep_images(name: str, finder: ImageFinder) -> None:
    """Let an app name which of some images are public for its own sake, whatever pages use."""
    _keepers[name] = finder


def named_by_live_pages(files: Files) -> Files:
    """Return those of the files that a live page names."""
    live = (files_of(page.specific) for page in _live_pages_with(files))
    unnamed = reduce(sub, live, files)
    return files - unnamed


def _formerly_named(page: Page) -> Files:
    """Return what the last revisions named: one of them was live before this publication."""
    revisions = page.revisions.order_by("-pk")[:REVISIONS_READ]
    return reduce(or_, (files_of(revision.as_object()) for revision in revisions), Files())


def _close_unused(files: Files) -> None:
    if files != Files():
        kept = [finder(files.images) for finder in _keepers.values()]
        wanted = Files(frozenset().union(*kept)) | named_by_live_pages(files)
        _set_public(files - wanted, is_public=False)


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
