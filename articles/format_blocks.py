"""What the text of a photo story and the words of a video are made of.

Both are parts of `ArticleBodyBlock`, so that they are stored and shown as those of any piece.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks import (
    RICH_TEXT_FEATURES,
    AttachmentBlock,
    HeadingBlock,
    PictureBlock,
    QuoteBlock,
)
from core.sent_blocks import SentStreamBlock


def _text(label) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        label=label,
        icon="pilcrow",
        features=RICH_TEXT_FEATURES,
        template="articles/blocks/rich_text.html",
    )


class PhotoStoryBlock(SentStreamBlock):
    """Pictures, ordered by drag, with short texts between them."""

    picture = PictureBlock()
    rich_text = _text(_("Short text"))
    heading = HeadingBlock()

    class Meta:
        required = False
        max_num = 80
        block_counts = {"picture": {"max_num": 40}}


class TranscriptBlock(SentStreamBlock):
    """What is said and shown in a video."""

    rich_text = _text(_("Text"))
    heading = HeadingBlock()
    quote = QuoteBlock()
    document = AttachmentBlock()

    class Meta:
        required = False
        block_counts: dict[str, dict[str, int]] = {}


PHOTO_STORY = PhotoStoryBlock()
TRANSCRIPT = TranscriptBlock()
