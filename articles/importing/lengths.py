"""How long the texts of a piece may be, as the editor's own fields say."""

from articles.blocks import HeadingBlock, PictureBlock
from articles.models import ArticlePage

TITLE = ArticlePage._meta.get_field("title").max_length
LEAD = ArticlePage._meta.get_field("lead").max_length
HEADING = HeadingBlock.base_blocks["text"].field.max_length
ALT, CAPTION, CREDIT = (
    PictureBlock.base_blocks[name].field.max_length for name in ("alt", "caption", "credit")
)


def cut(text: str, length: int) -> str:
    """Return a text of at most `length` characters, cut between words."""
    if len(text) <= length:
        return text
    shortened = text[: length - 1]
    return (shortened.rpartition(" ")[0] or shortened) + "…"
