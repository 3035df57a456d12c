"""Sizes of photos that readers get: made while a person is shown, deleted when no longer."""

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

    What was public lay at an address of its own: with the file it is gone.
    """
    image = PortalImage.objects.filter(pk=image_id).first()
    if image is None:
        return
    if image.is_public:
        image.get_renditions(*SPECS)
        return
    for rendition in image.renditions.filter(filter_spec__in=SPECS):
        rendition.delete()


def portrait_of(photo: PortalImage | None) -> PortalRendition | None:
    """Return the size of a public photo that a page shows, or None; reads what was prefetched."""
    if photo is None or not photo.is_public:
        return None
    return next((one for one in photo.renditions.all() if one.filter_spec == SPECS[1]), None)
