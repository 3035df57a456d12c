"""Forms of photo stories and videos, on top of the rules of every piece."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BlockField

from articles.completeness import lacks_of_format, story_pictures
from articles.format_blocks import PHOTO_STORY, TRANSCRIPT
from articles.forms import ArticleForm
from articles.videos import validate_captions, validate_video_file

BOTH_SOURCES = _("Give either a video file or a video address, not both: readers see one video.")
DOCUMENTS = {"video_file": validate_video_file, "captions": validate_captions}


class PhotoStoryForm(ArticleForm):
    """Form of a photo story: pictures with short texts between them, nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_blocks(self, PHOTO_STORY)

    def clean(self) -> dict[str, Any]:
        """Ask for enough pictures, and take the first as cover where none was chosen."""
        cleaned_data = super().clean()
        if cleaned_data.get("body") is None:
            return cleaned_data
        pictures = story_pictures(cleaned_data["body"])
        add_lacks(self, cleaned_data, has_source=True)
        if pictures and "cover" in cleaned_data and not cleaned_data["cover"]:
            self._take_cover(cleaned_data, pictures[0])
        return cleaned_data

    def _take_cover(self, cleaned_data: dict[str, Any], first: Any) -> None:
        taken = {
            "cover": first["image"],
            "cover_alt": first["alt"],
            "cover_caption": first["caption"],
            "cover_credit": first["credit"],
        }
        for name, value in taken.items():
            if name in self.fields and name not in self.errors:
                cleaned_data[name] = value


class VideoForm(ArticleForm):
    """Form of a video: one source, a poster, and its words for who cannot hear or see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_blocks(self, TRANSCRIPT)

    def clean(self) -> dict[str, Any]:
        """Check the chosen files and that there is one source: never two, one when submitted."""
        cleaned_data = super().clean()
        for name, validate in DOCUMENTS.items():
            if cleaned_data.get(name):
                try:
                    validate(cleaned_data[name])
                except ValidationError as error:
                    self.add_error(name, error)
        names = ("video_file", "video_url")
        # A partial update of API v3 names one of the two; the other is as it is stored.
        given = [cleaned_data.get(name, getattr(self.instance, name)) for name in names]
        if not any(name in self.errors for name in names):
            if all(given):
                self.add_error("video_url" if "video_url" in self.fields else None, BOTH_SOURCES)
            add_lacks(self, cleaned_data, has_source=any(given))
        return cleaned_data


def add_lacks(form: ArticleForm, cleaned_data: dict[str, Any], *, has_source: bool) -> None:
    """Add what the format of a piece still needs, when it is submitted."""
    if form.is_deferred_validation:
        return
    body = cleaned_data.get("body", form.instance.body)
    lacks = lacks_of_format(form.instance.piece_format, body=body, has_source=has_source)
    for name, message in lacks.items():
        if name not in form.errors:
            form.add_error(name if name in form.fields else None, message)


def limit_blocks(form: ArticleForm, block: Any) -> None:
    """Offer and accept only the blocks of `block` in the text of a piece."""
    stock = form.fields.get("body")
    if isinstance(stock, BlockField):
        form.fields["body"] = BlockField(
            block=block, required=stock.required, label=stock.label, help_text=stock.help_text
        )
