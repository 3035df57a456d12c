"""Stores the pictures of a document in its unit's collection, as uploads are stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.utils.file import hash_filelike

from articles.importing.pictures import FoundPicture
from core.models import PortalImage


@dataclass(frozen=True)
class PreparedPicture:
    """A picture that passed all checks and was encoded anew; nothing of it is stored yet."""

    form: Any
    file_hash: str


def prepare_picture(
    file: SimpleUploadedFile, *, picture: FoundPicture, texts: dict[str, str], unit, user
) -> PreparedPicture:
    """Check a picture by the form that uploads pass; raise `ImportRefused` for a bad one.

    The form limits its pixels, encodes it anew and drops what the camera wrote into it.
    """
    file.seek(0)
    model = get_image_model()
    form = get_image_form(model)(
        data=texts | {"collection": str(unit.collection_id), "tags": ""},
        files={"file": file},
        instance=model(uploaded_by_user=user, collection=unit.collection),
        user=user,
    )
    if not form.is_valid():
        messages = [str(message) for errors in form.errors.values() for message in errors]
        raise picture.refuse(" ".join(messages))
    if form.instance.collection_id != unit.collection_id:
        raise picture.refuse(_("You may not add pictures to this unit."))
    return PreparedPicture(form, hash_filelike(form.cleaned_data["file"]))


def store_picture(prepared: PreparedPicture, *, stored: list[PortalImage]) -> PortalImage:
    """Return the picture of the collection that has these very bytes, else store it.

    What is stored is added to `stored` first, so that its file can be removed again.
    """
    image = prepared.form.instance
    same = PortalImage.objects.filter(
        collection=image.collection_id, file_hash=prepared.file_hash
    ).first()
    if same is not None:
        return same
    stored.append(image)
    return prepared.form.save()


@contextmanager
def removing_files_on_failure() -> Iterator[list[PortalImage]]:
    """Give a list for stored images, whose files are removed when anything fails afterwards.

    A rolled back transaction takes back the rows, but no files.
    """
    stored: list[PortalImage] = []
    try:
        yield stored
    except BaseException:
        for image in stored:
            _remove_file(image)
        raise


def _remove_file(image: PortalImage) -> None:
    file = image.file
    if file and getattr(file, "_committed", False):
        file.storage.delete(file.name)
        file.storage.delete(str(PurePosixPath(file.name).parent))
