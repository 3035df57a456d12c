"""Files of a question that is not sent yet: kept for a day, so that no error loses them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forms.guarding.attachments import attachment_path

from .asking import private_storage


def waiting_path(instance: "WaitingFile", filename: str) -> str:
    """Return an unguessable place for the file."""
    return attachment_path("questions/waiting", filename)


class WaitingFile(models.Model):
    """A clean file that came with a form which was shown again."""

    submission_key = models.UUIDField(db_index=True, editable=False)
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=waiting_path, max_length=255
    )
    name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveIntegerField(_("size"))
    content_type = models.CharField(_("type"), max_length=100)
    kept_at = models.DateTimeField(_("kept since"), db_index=True)

    class Meta:
        verbose_name = _("waiting file")
        verbose_name_plural = _("waiting files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
