"""Forms of pieces: the same rules for the editor and for API v3, which binds the same form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from articles.measures import referenced_ids
from articles.validators import validate_shares
from core.text import normalize


class ArticleForm(WagtailAdminPageForm):
    """Form of every kind of piece.

    Fields in `needed_to_submit` may be empty in a draft (Wagtail defers them) and are required
    when the piece is submitted. API v3 may leave any field out of a partial update.
    """

    needed_to_submit: tuple[str, ...] = ("lead", "genre", "declares_safe")
    messages_when_missing = {
        "lead": _("Write a lead: one or two sentences that say what happened."),
        "genre": _("Choose a genre."),
        "declares_safe": _("Confirm the declaration before you submit the piece."),
        "cover": _("A thematic piece needs a cover picture."),
        "cover_alt": _("Describe the cover picture for readers who cannot see it."),
        "cover_caption": _("Write a caption for the cover picture."),
        "cover_credit": _("Name the photographer or the source of the cover picture."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_files = {
            chooser: referenced_ids(self.instance, chooser=chooser)
            for chooser in ("image", "document")
        }
        for name in self.needed_to_submit:
            if name in self.fields:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = self.messages_when_missing[name]

    def clean_title(self) -> str:
        """Refuse a title that is empty once mended."""
        title = normalize(self.cleaned_data["title"]).strip()
        if not title:
            raise ValidationError(_("Write a title."))
        return title

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields: the cover, the shares, whose files are used."""
        cleaned_data = super().clean()
        self._clean_cover(cleaned_data)
        self._clean_shares()
        return cleaned_data

    def _clean_cover(self, cleaned_data: dict[str, Any]) -> None:
        if self.is_deferred_validation or not cleaned_data.get("cover"):
            return
        for name in ("cover_alt", "cover_caption", "cover_credit"):
            if name in self.fields and not cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, self.messages_when_missing[name])

    def _clean_shares(self) -> None:
        authors = self.formsets.get("authors")
        if authors is None or not authors.is_valid():
            return
        rows = [row.cleaned_data for row in authors.forms if row.cleaned_data]
        try:
            validate_shares(row["share"] for row in rows if not row.get("DELETE"))
        except ValidationError as error:
            self.add_error(None, error)

    def _post_clean(self) -> None:
        """Check the files once the instance holds the submitted text."""
        super()._post_clean()
        for chooser, model in (("image", get_image_model()), ("document", get_document_model())):
            added = referenced_ids(self.instance, chooser=chooser) - self.known_files[chooser]
            if added and self._foreign(model, added):
                self.add_error(None, _FOREIGN_FILE[chooser])

    def _foreign(self, model: Any, ids: set[int]) -> bool:
        policy = policy_registry.get_by_type(model)
        usable = policy.instances_user_has_any_permission_for(
            self.for_user, ["choose", "add", "change"]
        )
        return usable.filter(pk__in=ids).count() < len(ids)


_FOREIGN_FILE = {
    "image": _("A picture in this piece is not in your unit's collection. Choose one of yours."),
    "document": _("A document in this piece is not in your unit's collection. Choose one of yours."),
}


class ThematicForm(ArticleForm):
    """Form of thematic pieces, which must be illustrated."""

    needed_to_submit = (
        *ArticleForm.needed_to_submit,
        "cover",
        "cover_alt",
        "cover_caption",
        "cover_credit",
    )
