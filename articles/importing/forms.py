"""The form of the import: one file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.importing import limits

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ImportForm(forms.Form):
    """Takes a Word document; what is wrong inside it is said by the service."""

    file = forms.FileField(
        label=_("Word document"),
        widget=forms.FileInput(attrs={"accept": f".docx,{DOCX}"}),
        error_messages={
            "required": _("Choose a Word document (.docx) on your computer."),
            "empty": _("This file is empty. Save your document in Word and send it again."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "A file that ends in .docx: at most %(size)s MB, %(pages)s pages, %(pictures)s "
            "pictures. Pictures as JPEG or PNG."
        ) % {
            "size": limits.UPLOAD_BYTES // limits.MEGABYTE,
            "pages": limits.PAGES,
            "pictures": limits.PICTURES,
        }
