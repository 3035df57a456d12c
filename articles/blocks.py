"""Blocks of a piece's text, and the field that keeps them out of migrations."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from articles.validators import validate_audio_url, validate_video_url
from core.sent_blocks import PlainTextBlock, SentStreamBlock, TextLineBlock, TextTableBlock
from core.text import slugify

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript"]


class HeadingValue(blocks.StructValue):
    """Heading with the anchor that a table of contents links to."""

    @property
    def anchor(self) -> str:
        """Return an ASCII anchor made from the Vietnamese text."""
        return slugify(self["text"], max_length=60, fallback="muc")


class HeadingBlock(blocks.StructBlock):
    """A heading of second or third level."""

    text = TextLineBlock(label=_("heading"), max_length=200)
    level = blocks.ChoiceBlock(
        choices=[("h2", _("Heading")), ("h3", _("Sub-heading"))], default="h2", label=_("level")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "articles/blocks/heading.html"
        value_class = HeadingValue


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text, caption and credit."""

    image = ImageChooserBlock(label=_("picture"))
    alt = TextLineBlock(
        label=_("what the picture shows"),
        max_length=250,
        help_text=_("Read aloud to blind readers; describe the picture in one sentence."),
    )
    caption = TextLineBlock(label=_("caption"), max_length=300)
    credit = TextLineBlock(label=_("photographer or source"), max_length=150)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "articles/blocks/picture.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures shown together."""

    items = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2, max_num=30)

    class Meta:
        icon = "duplicate"
        label = _("Gallery")
        template = "articles/blocks/gallery.html"


class VideoBlock(blocks.StructBlock):
    """A video by address; nothing is loaded from elsewhere until the reader asks."""

    url = blocks.URLBlock(label=_("video address"), validators=[validate_video_url])
    caption = TextLineBlock(label=_("caption"), max_length=300)
    poster = ImageChooserBlock(
        label=_("still picture"),
        required=False,
        help_text=_("Shown until the reader starts the video."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "articles/blocks/video.html"


class AudioBlock(blocks.StructBlock):
    """A sound recording by address."""

    url = blocks.URLBlock(label=_("audio address"), validators=[validate_audio_url])
    caption = TextLineBlock(label=_("caption"), max_length=300)

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "articles/blocks/audio.html"


class QuoteBlock(blocks.StructBlock):
    """A quotation and who said it."""

    text = PlainTextBlock(label=_("quotation"), max_length=600)
    attribution = TextLineBlock(label=_("who said it"), max_length=150, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "articles/blocks/quote.html"


class AttachmentBlock(blocks.StructBlock):
    """A document of the unit that readers can download."""

    document = DocumentChooserBlock(label=_("document"))
    title = TextLineBlock(label=_("title shown"), max_length=200, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Attached document")
        template = "articles/blocks/document.html"


class ArticleBodyBlock(SentStreamBlock):
    """The text of a piece."""

    heading = HeadingBlock()
    rich_text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=RICH_TEXT_FEATURES,
        template="articles/blocks/rich_text.html",
    )
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    audio = AudioBlock()
    quote = QuoteBlock()
    table = TextTableBlock(label=_("Table"), icon="table", template="articles/blocks/table.html")
    document = AttachmentBlock()
    note = blocks.RichTextBlock(
        label=_("Note"),
        icon="info-circle",
        features=RICH_TEXT_FEATURES,
        template="articles/blocks/note.html",
    )

    class Meta:
        required = False
        block_counts: dict[str, dict[str, int]] = {}


class BodyField(StreamField):
    """Stream whose blocks stay out of migrations: a change of wording is none of the database."""

    def deconstruct(self):
        """Return the field without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
