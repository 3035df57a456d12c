"""Images and documents: unguessable paths, private until something published uses them."""

import secrets
from pathlib import PurePosixPath

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.search import index

from core.text import normalize, safe_filename


def private_storage():
    """Return the storage outside the public media folder (named in migrations)."""
    return storages["private"]


def unguessable_path(folder: str, filename: str) -> str:
    """Return `folder/<32 hex>/<ascii name>`; knowing an id or a name does not reveal it."""
    return f"{folder}/{secrets.token_hex(16)}/{safe_filename(filename)}"


class PortalImage(AbstractImage):
    """A picture in its unit's collection; listed to the world only once published."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    is_public = models.BooleanField(_("used in published content"), default=False, editable=False)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("credit"),
        index.FilterField("is_public"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        """Return a path that cannot be guessed from the picture's id or name."""
        return unguessable_path("images", filename)

    @property
    def default_alt_text(self) -> str:
        """Return the description; a file name is no alternative text."""
        return self.description

    def save(self, *args, **kwargs) -> None:
        """Keep texts in NFC."""
        self.title = normalize(self.title)
        self.description = normalize(self.description)
        self.credit = normalize(self.credit)
        super().save(*args, **kwargs)


class PortalRendition(AbstractRendition):
    """A resized copy, kept beside its original so that it is as hard to guess."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("rendition")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="core_rendition_once"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        """Return a path in the folder of the original."""
        folder = PurePosixPath(self.image.file.name).parent
        return str(folder / PurePosixPath(filename).name)


class PortalDocument(AbstractDocument):
    """A file in its unit's collection, served only by the view that asks who may read it."""

    file = models.FileField(
        _("file"), upload_to="documents", storage=private_storage, max_length=255
    )
    is_public = models.BooleanField(_("used in published content"), default=False, editable=False)

    admin_form_fields = ("title", "file", "collection")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("is_public")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def content_disposition(self) -> str:
        """Return a header that makes the browser save the file instead of running it."""
        return "attachment"

    def clean(self) -> None:
        """Judge the extension of a file that is there; a refused one has told its fault."""
        if self.file:
            super().clean()

    def save(self, *args, **kwargs) -> None:
        """Keep the title in NFC and store new files under an unguessable folder."""
        self.title = normalize(self.title)
        if self.file and not getattr(self.file, "_committed", True):
            self.file.name = f"{secrets.token_hex(16)}/{safe_filename(str(self.file.name))}"
        super().save(*args, **kwargs)
