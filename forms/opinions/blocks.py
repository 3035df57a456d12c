"""Documents of a topic: a stream, so that the form of the page sees whose documents they are."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField

from core.sent_blocks import SentStreamBlock, TextLineBlock


class TopicDocumentBlock(blocks.StructBlock):
    """A document of the unit that members should read before they write."""

    document = DocumentChooserBlock(label=_("document"))
    title = TextLineBlock(label=_("title shown"), max_length=200, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Document")


class TopicDocumentsBlock(SentStreamBlock):
    """The documents of a topic in their order."""

    document = TopicDocumentBlock()

    class Meta:
        required = False
        max_num = 20


class DocumentsField(StreamField):
    """Stream whose blocks stay out of migrations: a change of wording is none of the database."""

    def deconstruct(self):
        """Return the field without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
