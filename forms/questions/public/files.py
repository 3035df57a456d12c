"""Files in the forms of askers: each is looked into, and no error of the form loses a good one."""

from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from forms.guarding.attachments import ACCEPT, clean_attachment

from ..models import WaitingFile
from ..services.waiting_files import MOST_FILES, drop_files, keep_files, kept_files

HINT = _("Up to 3 files: pictures, PDF or Word (.docx), each at most 10 MB.")
TOO_MANY = _("At most 3 files can be sent. The first ones are kept.")
NO_ROOM = _("The files could not be kept. Please choose them once more.")


class SeveralFilesInput(django_forms.FileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        """Return all files of the field."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class SeveralFilesField(django_forms.Field):
    """Files as they came; `WithFiles` looks into them."""

    widget = SeveralFilesInput

    def __init__(self) -> None:
        widget = SeveralFilesInput(attrs={"accept": ACCEPT})
        super().__init__(required=False, label=_("Files"), help_text=HINT, widget=widget)


class WithFiles(django_forms.BaseForm):
    """Mixin of a form with `attachments` and a `submission_key`, under which its files wait."""

    submission_key: UUID
    good_files: tuple[UploadedFile, ...] = ()

    def clean_attachments(self) -> list[UploadedFile]:
        """Look into each file; keep the good ones apart from the errors of the others."""
        good: list[UploadedFile] = []
        errors: list[str] = []
        for file in self.cleaned_data["attachments"]:
            try:
                good.append(clean_attachment(file))
            except django_forms.ValidationError as error:
                shown = Truncator(file.name).chars(60)
                errors += [f"{shown}: {message}" for message in error.messages]
        room = MOST_FILES - len(self.kept)
        if len(good) > room:
            errors.append(str(TOO_MANY))
        self.good_files = tuple(good[: max(0, room)])
        if errors:
            raise django_forms.ValidationError(errors)
        return list(self.good_files)

    @property
    def kept(self) -> list[WaitingFile]:
        """Return the files that wait for this form, without those to be dropped."""
        if not self.is_bound:
            return []
        dropped = self._dropped()
        return [one for one in kept_files(self.submission_key) if one.pk not in dropped]

    def settle_files(self) -> None:
        """Drop what the asker dropped; call it before the form is used or shown again."""
        if dropped := self._dropped():
            drop_files(submission_key=self.submission_key, ids=dropped)

    def keep_files(self, *, now: Any) -> None:
        """Keep the good files of a form that is shown again."""
        files, self.good_files = self.good_files, ()
        if files and not keep_files(submission_key=self.submission_key, files=files, now=now):
            self.add_error("attachments", NO_ROOM)

    def _dropped(self) -> set[int]:
        given = self.data.getlist("drop") if hasattr(self.data, "getlist") else []
        return {int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 16}
