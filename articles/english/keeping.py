"""Brings back into the translation editor what reviewers wrote in the ordinary one.

wagtail-localize begins an update with the parts as they were translated, so that the desk's
corrections of a used text would be lost with the first change of the Vietnamese one.
"""

from collections import defaultdict

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue, validate_translation_links

from articles.english.queries import OPTIONAL_PATH


def keep_edits(*, source: TranslationSource, page: Page, user) -> None:
    """Take over the parts of an English page that differ from their translations.

    Part by part within each field or block; one that has more or fewer parts than the Vietnamese
    text is left as it was translated, since nobody knows which belongs to which.
    """
    written = _parts_of(page.specific.get_latest_revision_as_object())
    held = {
        (one.translation_of_id, one.context_id): one.data
        for one in StringTranslation.objects.filter(
            context__object_id=source.object_id, locale_id=page.locale_id
        )
    }
    for path, segments in _segments_of(source).items():
        texts = written.get(path, [])
        if len(texts) != len(segments):
            continue
        for segment, text in zip(segments, texts, strict=True):
            before = held.get((segment.string_id, segment.context_id), segment.string.data)
            if _is_new(text, before=before, original=segment.string.data):
                _keep(segment, text, page=page, user=user)


def _parts_of(page: Page) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            parts[segment.path].append(segment.string.data)
    return parts


def _segments_of(source: TranslationSource) -> dict[str, list[StringSegment]]:
    found: dict[str, list[StringSegment]] = defaultdict(list)
    segments = StringSegment.objects.filter(source=source).exclude(context__path=OPTIONAL_PATH)
    for segment in segments.select_related("string", "context").order_by("order"):
        found[segment.context.path].append(segment)
    return found


def _is_new(text: str, *, before: str, original: str) -> bool:
    """Tell whether a text says something else, with no link that the original does not have."""
    if StringValue(text).render_text() == StringValue(before).render_text():
        return False
    try:
        validate_translation_links(original, text)
    except ValueError:
        return False
    return True


def _keep(segment: StringSegment, text: str, *, page: Page, user) -> None:
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale_id=page.locale_id,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )
