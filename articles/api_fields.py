"""Fields of a piece in API v2 and v3: readable by anyone, writable under the editor's rules.

A field with a serializer cannot be written, so what is read in another shape than it is written
in stands here twice.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField

from core.addresses import absolute
from core.renditions import CARD_SPECS, FORMATS


def rendition_sets(renditions: Iterable[Any], *, specs: Iterable[str] = CARD_SPECS) -> list[dict]:
    """Return the ready sizes as `[{"width", "height", "avif", "webp", "jpeg"}]`, small first.

    `renditions` have `filter_spec`, `width`, `height` and `url`. A format that is not made yet is
    None; nothing is ever made here.
    """
    wanted = set(specs)
    sets: dict[str, dict[str, Any]] = defaultdict(lambda: dict.fromkeys(FORMATS))
    for rendition in renditions:
        size, _separator, image_format = rendition.filter_spec.partition("|format-")
        if rendition.filter_spec in wanted:
            sets[size] |= {
                "width": rendition.width,
                "height": rendition.height,
                image_format: absolute(rendition.url),
            }
    ordered = sorted(sets.values(), key=lambda found: found["width"])
    keys = ("width", "height", *FORMATS)
    return [{key: found[key] for key in keys} for found in ordered]


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


class CoverRenditionsField(Field):
    """Serialise the sizes of the cover that are ready."""

    def to_representation(self, cover):
        return rendition_sets(cover.renditions.all())


class DurationSecondsField(Field):
    """Serialise a duration as whole seconds."""

    def to_representation(self, duration):
        return int(duration.total_seconds())


ARTICLE_API_FIELDS = [
    APIField("lead", writable=True),
    APIField("body", writable=True),
    APIField("cover", writable=True),
    APIField("cover_renditions", serializer=CoverRenditionsField(source="cover")),
    APIField("cover_alt", writable=True),
    APIField("cover_caption", writable=True),
    APIField("cover_credit", writable=True),
    APIField("genre", writable=True),
    APIField("genre", serializer=NamedTermField()),
    APIField("topics", writable=True),
    APIField("topics", serializer=TopicsField()),
    APIField("authors", writable=True),
    APIField("authors", serializer=AuthorsField()),
    APIField("source", writable=True),
    APIField("declares_safe", writable=True),
    APIField("published_at"),
    APIField("is_demonstration"),
    APIField("format"),
    APIField("word_count"),
    APIField("corrections"),
]
# The editor of a notice asks for none of these.
NOTICE_API_FIELDS = [
    APIField("source") if field.name == "source" else field
    for field in ARTICLE_API_FIELDS
    if not (field.writable and field.name in {"genre", "authors"})
]
AUTHOR_API_FIELDS = [
    APIField("pen_name", writable=True),
    APIField("kind", writable=True),
    APIField("role", writable=True),
    APIField("share", writable=True),
]
