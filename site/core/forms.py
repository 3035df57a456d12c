"""Forms of files in the admin and in API v3: what is stored is whole, clean and named."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import BaseCollectionMemberForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.documents import check_signature, check_size
from core.images import DAMAGED, check_pixels, sanitize_upload
from core.text import normalize


class UploadForm(BaseCollectionMemberForm):
    """What both forms share: a title that can be read, and nothing kept of a refused upload."""

    def clean_title(self) -> str:
        """Return the mended title; refuse one that is empty then."""
        title = normalize(self.cleaned_data["title"]).strip()
        if not title:
            raise ValidationError(_("Write a title."))
        return title

    def full_clean(self) -> None:
        """Blame the file of a bulk upload for every other fault too.

        Wagtail's bulk uploader rejects a faulty file, but keeps a good one with, say, too long a
        title as it came: unclean, under its own name, in the public folder.
        """
        super().full_clean()
        is_bulk_upload = self.files and not self.prefix and self.instance.pk is None
        if is_bulk_upload and self.errors and "file" not in self.errors:
            for name, messages in list(self.errors.items()):
                label = f"{self.fields[name].label}: " if name in self.fields else ""
                self.add_error("file", [f"{label}{message}" for message in messages])


class PictureField(WagtailImageField):
    """File of a picture, measured before it is decoded and refused when it breaks off."""

    def to_python(self, data: Any) -> Any:
        """Return the checked file."""
        if data:
            check_pixels(data, limit=self.max_image_pixels)
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(DAMAGED) from error


class PortalImageForm(UploadForm, BaseImageForm):
    """Image form that stores a cleaned copy of what was uploaded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            stock = self.fields["file"]
            self.fields["file"] = PictureField(
                label=stock.label, required=stock.required, widget=stock.widget
            )

    def clean_file(self) -> Any:
        """Return the picture without metadata; keep the stored one when none was sent."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file:
            return file
        return sanitize_upload(file)


class PortalDocumentForm(UploadForm, BaseDocumentForm):
    """Document form that looks into the file."""

    def clean_file(self) -> Any:
        """Refuse a file that is not what its name says; keep the stored one when none was sent."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_size(file)
            check_signature(file)
        return file
