"""What is asked for a correction and for a retraction; the rules are the services' own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.corrections.notes import LONGEST_NOTE
from articles.enums import CorrectionKind

KINDS = [
    (CorrectionKind.CORRECTION.value, _("Correction: something in the piece was wrong")),
    (CorrectionKind.UPDATE.value, _("Update: the piece was right, and there is something new")),
]


class NoteField(forms.CharField):
    """A note to readers; a line break counts as one character, as the browser counts it."""

    def to_python(self, value: Any) -> str:
        """Return the text with plain line breaks."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


def _note(label: Any, **options: Any) -> NoteField:
    widget = forms.Textarea(attrs={"rows": 4})
    return NoteField(label=label, max_length=LONGEST_NOTE, widget=widget, **options)


class NotesForm(forms.Form):
    """The note in both languages."""

    note_vi = _note(
        _("Note to readers in Vietnamese"),
        error_messages={
            "required": _("Tell readers in Vietnamese what was wrong or what is new."),
        },
    )
    note_en = _note(
        _("Note to readers in English"),
        required=False,
        help_text=_("Left empty, English readers get the Vietnamese note."),
    )


class CorrectionForm(NotesForm):
    """Asked when a correction is opened, and while it is open."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether the piece is corrected or updated."),
            "invalid_choice": _("Choose whether the piece is corrected or updated."),
        },
    )
    field_order = ("kind", "note_vi", "note_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note_vi"].help_text = _(
            "Shown on the page with the time, for example: “The number of gifts was 120, not 210.”"
        )


class RetractionForm(NotesForm):
    """Asked when a piece is retracted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note_vi"].help_text = _(
            "Stands at the address of the piece instead of its text. Say why it was retracted."
        )
