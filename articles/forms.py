"""Forms of pieces: the same rules for the editor and for API v3, which binds the same form."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from articles.completeness import COVER_TEXTS, MESSAGES, message_for, needed_fields
from articles.validators import validate_shares
from units.forms import OwnReferencesForm
from units.rules import units_of


class ArticleForm(OwnReferencesForm):
    """Form of every kind of piece.

    Genres of radio and television are not offered; a piece keeps one that it already has.
    What a kind of piece needs (`articles.completeness`) may be empty in a draft, where Wagtail
    defers it, and is required when the piece is submitted. API v3 may leave any field out of a
    partial update.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # The title gives it; a title of signs only gives none in the browser.
            self.fields["slug"].required = False
        if "genre" in self.fields:
            offered = Q(is_offered=True) | Q(pk=self.instance.genre_id)
            self.fields["genre"].queryset = self.fields["genre"].queryset.filter(offered)
        if "title" in self.fields:
            self.fields["title"].error_messages["required"] = _("Write a title.")
        for name in needed_fields(self.instance):
            if name in self.fields:
                self.fields[name].required = True
                message = message_for(name, page=self.instance)
                self.fields[name].error_messages["required"] = message
        if "authors" in self.formsets:
            self.formsets["authors"].error_messages["too_few_forms"] = MESSAGES["authors"]

    def defer_required_fields(self) -> None:
        """Let a draft lack everything that a submission needs; Wagtail defers texts only."""
        super().defer_required_fields()
        for name in needed_fields(self.instance):
            if name in self.fields and self.fields[name].required:
                self.fields[name].required = False
                self.deferred_required_fields.append(name)

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields: the cover and the shares."""
        cleaned_data = super().clean()
        self._clean_cover(cleaned_data)
        self._clean_shares()
        return cleaned_data

    def save(self, commit: bool = True):
        """Keep the row of a retracted piece, as that of a live one: its notice stands on it.

        What is written meanwhile is in the revisions, until it is published.
        """
        from articles.corrections.queries import is_retracted

        return super().save(commit=commit and not is_retracted(self.instance))

    def _clean_cover(self, cleaned_data: dict[str, Any]) -> None:
        if self.is_deferred_validation or not cleaned_data.get("cover"):
            return
        for name in COVER_TEXTS:
            if name in self.fields and not cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, MESSAGES[name])

    def _clean_shares(self) -> None:
        authors = self.formsets.get("authors")
        if authors is None or not authors.is_valid():
            return
        rows = [row.cleaned_data for row in authors.forms if row.cleaned_data]
        try:
            validate_shares(row["share"] for row in rows if not row.get("DELETE"))
        except ValidationError as error:
            self.add_error(None, error)


class ArticleAuthorForm(WagtailAdminModelForm):
    """Row of an author: offers the active colleagues of the writer, and who stands there now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "user" not in self.fields:
            return
        colleagues = Q(is_active=True, memberships__unit_id__in=_units_of(self.for_user))
        present = Q(pk=self.instance.user_id)
        accounts = get_user_model().objects.filter(colleagues | present)
        self.fields["user"].queryset = accounts.order_by("sort_name").distinct()


def _units_of(user) -> set[int]:
    return units_of(user) if user is not None else set()
