"""Photos of people: cleaned pictures in the unit's own collection, public as the person is."""

from collections.abc import Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from core.audit import record
from core.images import sanitize_upload
from core.models import PortalImage
from units.public_files import Files, named_by_live_pages

from ..models import Person
from ..tasks import follow_photo
from .locking import locked
from .refusals import PersonnelRefused


@transaction.atomic
def set_photo(*, person_id: int, upload: UploadedFile, by) -> Person:
    """Give a person a photo, which a form has checked; the former one goes with its file.

    Its text for who cannot see is the name. Raises `ValidationError` for a picture that cannot
    be read whole, and `PersonnelRefused` where the unit has no collection yet.
    """
    person = locked(Person, person_id)
    if person.unit.collection_id is None:
        raise PersonnelRefused(_("This unit has no collection of pictures yet."), field="photo")
    former = person.photo
    image = PortalImage(
        title=person.full_name[:255],
        description=person.full_name[:255],
        file=sanitize_upload(upload),
        collection_id=person.unit.collection_id,
        uploaded_by_user=by,
        is_public=person.is_public,
    )
    image.save()
    _follow(image.pk)
    _put(person, image)
    _drop(former, person)
    record(actor=by, action="personnel.person.photo", subject=person, has_photo=True)
    return person


@transaction.atomic
def remove_photo(*, person_id: int, by) -> Person:
    """Take the photo of a person away; twice is the same as once."""
    person = locked(Person, person_id)
    former = person.photo
    if former is not None:
        _put(person, None)
        _drop(former, person)
        record(actor=by, action="personnel.person.photo", subject=person, has_photo=False)
    return person


def show_photo(person: Person) -> None:
    """Keep the photo's name with the person's, and public as long as the person is shown."""
    if person.photo is None:
        return
    name = person.full_name[:255]
    # A draft, or a page that is gone, makes nothing public.
    file = Files(frozenset({person.photo.pk}))
    is_public = person.is_public or named_by_live_pages(file) == file
    PortalImage.objects.filter(pk=person.photo_id).update(
        title=name, description=name, is_public=is_public
    )
    _follow(person.photo.pk)


def shown_photos(images: Iterable[int]) -> QuerySet:
    """Return those of some images that are photos of people shown to everybody."""
    shown = Person.objects.filter(is_public=True, photo__in=images)
    return shown.values_list("photo", flat=True)


def _follow(image_id: int) -> None:
    """Have the sizes for readers made, or deleted, once this is committed."""
    transaction.on_commit(partial(follow_photo.enqueue, image_id))


def _put(person: Person, image: PortalImage | None) -> None:
    person.photo = image
    person.version += 1
    person.save(update_fields=["photo", "version"])


def _drop(image: PortalImage | None, person: Person) -> None:
    """Delete a photo that nothing else uses: pictures of people are not kept without need."""
    if image is not None and not _is_used_elsewhere(image, person):
        image.delete()


def _is_used_elsewhere(image: PortalImage, person: Person) -> bool:
    if Person.objects.filter(photo=image).exclude(pk=person.pk).exists():
        return True
    people = ContentType.objects.get_for_model(Person)
    references = ReferenceIndex.get_references_to(image)
    return references.exclude(base_content_type=people).exists()
