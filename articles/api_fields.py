"""Fields of a piece in API v2 and v3: readable by anyone, writable under the editor's rules."""

from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.images.api.fields import ImageRenditionField

CARD_FILTER = "fill-640x400|format-webp"


class NamedTermField(Field):
    """Serialise a genre or topic as `{"id", "slug", "name"}`."""

    def to_representation(self, term):
        return {"id": term.pk, "slug": term.slug, "name": term.name}


class TopicsField(Field):
    """Serialise topics as a list of named terms."""

    def to_representation(self, topics):
        return [NamedTermField().to_representation(topic) for topic in topics.all()]


class AuthorsField(Field):
    """Serialise authors by pen name only: accounts and shares are nobody's business outside."""

    def to_representation(self, authors):
        return [{"pen_name": author.pen_name, "role": author.role} for author in authors.all()]


ARTICLE_API_FIELDS = [
    APIField("lead", writable=True),
    APIField("body", writable=True),
    APIField("cover", writable=True),
    APIField("cover_rendition", serializer=ImageRenditionField(CARD_FILTER, source="cover")),
    APIField("cover_alt", writable=True),
    APIField("cover_caption", writable=True),
    APIField("cover_credit", writable=True),
    APIField("genre", serializer=NamedTermField(), writable=True),
    APIField("topics", serializer=TopicsField(), writable=True),
    APIField("authors", serializer=AuthorsField(), writable=True),
    APIField("source", writable=True),
    APIField("declares_safe", writable=True),
    APIField("published_at"),
    APIField("is_demonstration"),
    APIField("word_count"),
]
AUTHOR_API_FIELDS = [
    APIField("pen_name", writable=True),
    APIField("kind", writable=True),
    APIField("role", writable=True),
    APIField("share", writable=True),
]
