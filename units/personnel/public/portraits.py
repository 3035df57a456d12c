"""Sizes of photos that readers get: made while a person is shown, deleted when no longer."""

from functools import partial
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Prefetch

from core.models import PortalImage, PortalRendition

SPECS = ("fill-240x240|format-webp", "fill-240x240|format-jpeg")
# What a list of people loads with them, so that no photo costs a query.
PORTRAITS = Prefetch(
    "person__photo__renditions",
    queryset=PortalRendition.objects.filter(filter_spec=SPECS[1]),
)


def follow_photo(image_id: int) -> None:
    """Make the sizes of a photo that is public, delete those of one that is not any more.

    What was public lay at an address of its own: with the file it is gone. The original lay beside
    it, and so do the sizes that screens made: who knew the address could guess theirs. So the
    original moves, and screens make their sizes anew. Run again it finds nothing left to do.
    """
    image = PortalImage.objects.filter(pk=image_id).first()
    if image is None:
        return
    if image.is_public:
        image.get_renditions(*SPECS)
        return
    if image.renditions.filter(filter_spec__in=SPECS).exists() and _move(image):
        for rendition in image.renditions.all():
            rendition.delete()


def _move(image: PortalImage) -> bool:
    """Put the original at a new address, unless somebody made the photo public meanwhile."""
    storage, old = image.file.storage, image.file.name
    with image.open_file() as file:
        content = ContentFile(file.read())
    image.file.save(PurePosixPath(old).name, content, save=False)
    new = image.file.name
    is_moved = PortalImage.objects.filter(pk=image.pk, is_public=False, file=old).update(file=new)
    transaction.on_commit(partial(storage.delete, old if is_moved else new))
    return bool(is_moved)


def portrait_of(photo: PortalImage | None) -> PortalRendition | None:
    """Return the size of a public photo that a page shows, or None; reads what was prefetched."""
    if photo is None or not photo.is_public:
        return None
    return next((one for one in photo.renditions.all() if one.filter_spec == SPECS[1]), None)
