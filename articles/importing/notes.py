"""What of a document does not come over; told to the person who imported it."""

from enum import Enum

from django.utils.translation import gettext_lazy as _


class Note(Enum):
    """Something that was left out or changed on the way."""

    FOOTNOTES = "footnotes"
    TEXT_BOXES = "text_boxes"
    FORMULAS = "formulas"
    COMMENTS = "comments"
    TRACKED_CHANGES = "tracked_changes"
    HIDDEN_TEXT = "hidden_text"
    DRAWINGS = "drawings"
    EMBEDDED = "embedded"
    LINKED_PICTURES = "linked_pictures"
    LINKS = "links"
    MERGED_CELLS = "merged_cells"
    OLD_FONTS = "old_fonts"
    CAPTIONS_CUT = "captions_cut"
    CONTENTS = "contents"
    SYMBOLS = "symbols"

    @property
    def text(self) -> str:
        """Return the note as a sentence."""
        return str(_TEXTS[self])


_TEXTS = {
    Note.FOOTNOTES: _("Footnotes were left out."),
    Note.TEXT_BOXES: _(
        "The text of text boxes stands after the paragraph beside it; check its place."
    ),
    Note.FORMULAS: _("Formulas were left out."),
    Note.COMMENTS: _("Comments were left out."),
    Note.TRACKED_CHANGES: _("Tracked changes were accepted."),
    Note.HIDDEN_TEXT: _("Hidden text was left out."),
    Note.DRAWINGS: _("Charts and drawings were left out; insert them as pictures."),
    Note.EMBEDDED: _("Embedded files and objects were left out."),
    Note.LINKED_PICTURES: _(
        "Pictures that are only linked, not stored in the file, were left out."
    ),
    Note.LINKS: _("Links that do not lead to a web page or an e-mail address were removed."),
    Note.MERGED_CELLS: _("Merged cells of tables were split; check the tables."),
    Note.OLD_FONTS: _("Text in old fonts (TCVN3 or VNI) was turned into Unicode; read it again."),
    Note.CAPTIONS_CUT: _("Captions or descriptions that were too long were cut."),
    Note.CONTENTS: _("Tables of contents and of figures were left out."),
    Note.SYMBOLS: _("Signs of symbol fonts, such as arrows and ticks, were left out."),
}
