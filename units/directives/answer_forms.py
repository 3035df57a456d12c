"""What a unit fills in: its answer with files, a request for more time."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from core.form_fields import MendedCharField

from .forms import text_area
from .ids import numbers
from .services.answering import LONGEST_ANSWER, MOST_FILES
from .services.files import ACCEPT, clean_answer_file


class ExtensionForm(forms.Form):
    """A unit asks for more time."""

    until = forms.DateField(
        label=_("More time until"),
        widget=AdminDateInput,
        error_messages={"required": _("Choose until when.")},
    )
    reason = MendedCharField(
        label=_("Reason"),
        max_length=500,
        widget=text_area(3),
        error_messages={"required": _("Write why the unit needs more time.")},
    )


class SeveralFilesInput(forms.FileInput):
    """A file field that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        """Return all files of the field."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class SeveralFilesField(forms.Field):
    """Files as they came; the form looks into each."""

    def __init__(self, **kwargs: Any) -> None:
        widget = SeveralFilesInput(attrs={"accept": ACCEPT})
        super().__init__(required=False, widget=widget, **kwargs)


class AnswerForm(forms.Form):
    """A unit's answer; a bad file is named and never loses the good ones."""

    text = MendedCharField(
        label=pgettext_lazy("directive", "Answer"),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=text_area(8),
    )
    files = SeveralFilesField(  # type: ignore[assignment]
        label=_("Files"),
        help_text=_(
            "Up to 10 files: PDF, Word, Excel, PowerPoint, OpenDocument or pictures, "
            "each at most 20 MB."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    number = forms.IntegerField(widget=forms.HiddenInput)

    @cached_property
    def looked_into(self) -> tuple[list[UploadedFile], list[str]]:
        """Return the good files, and what is wrong with each of the others."""
        good: list[UploadedFile] = []
        faults: list[str] = []
        for file in self.cleaned_data.get("files") or []:
            try:
                good.append(clean_answer_file(file))
            except ValidationError as error:
                faults += [f"{file.name}: {message}" for message in error.messages]
        if len(good) > MOST_FILES:
            faults += [
                f"{file.name}: {_('this is one file too many')}" for file in good[MOST_FILES:]
            ]
        return good[:MOST_FILES], faults

    @property
    def removed(self) -> set[int]:
        """Return the ids of the files that are ticked to be taken out."""
        return numbers(self.data.getlist("remove") if hasattr(self.data, "getlist") else [])
