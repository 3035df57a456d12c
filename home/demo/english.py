"""The English side of the demonstration: the home and a few pieces, through wagtail-localize."""

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from articles.models import ArticlePage
from core.models import PortalImage
from home.demo.content import load_json, pieces
from home.demo.loader import body_value
from home.models import HomePage
from units.models import UnitHomePage

SECTION_TITLES = {
    "unitindexpage": "Units",
    "newsindexpage": "News",
    "thematicindexpage": "In depth",
}


@transaction.atomic
def ensure_english() -> None:
    """Translate the national home and the chosen pieces; a second time changes nothing."""
    texts = load_json("english")
    english = Locale.objects.get(language_code="en")
    home = HomePage.objects.get(locale=english)
    if home.tagline != texts["home"]["tagline"]:
        home.title, home.tagline = texts["home"]["name"], texts["home"]["tagline"]
        home.save_revision().publish()
    by_key = {piece["key"]: piece for piece in pieces()}
    for key, text in texts["pieces"].items():
        piece = by_key[key]
        page = ArticlePage.objects.filter(
            title=piece["title"], unit__slug=piece["unit"], locale__language_code="vi", live=True
        ).first()
        if page and not page.has_translation(english):
            _translate(page.specific, piece, text, english)


def _translate(page: ArticlePage, piece: dict, text: dict, english: Locale) -> None:
    _translate_parents(page, english)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english)
    wanted = {
        (segment.path, segment.order): segment.string.data
        for segment in extract_segments(_english_copy(page, piece, text))
        if isinstance(segment, StringSegmentValue)
    }
    for segment in source.stringsegment_set.select_related("string", "context"):
        data = wanted.get((segment.context.path, segment.order))
        if data is not None:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                context=TranslationContext.objects.get(pk=segment.context_id),
                locale=english,
                defaults={"data": data, "translation_type": "manual"},
            )
    translation.save_target(publish=True)


def _translate_parents(page: Page, english: Locale) -> None:
    for parent in page.get_ancestors().filter(depth__gt=2).specific():
        if parent.has_translation(english):
            continue
        copy = parent.copy_for_translation(english)
        copy.title = (
            parent.unit.name_en
            if isinstance(parent, UnitHomePage)
            else SECTION_TITLES.get(type(parent).__name__.lower(), parent.title)
        )
        copy.draft_title = copy.title
        copy.live = True
        copy.save()


def _english_copy(page: ArticlePage, piece: dict, text: dict) -> ArticlePage:
    """Return the page in memory with English texts in the same blocks, ids kept."""
    copy = type(page).objects.get(pk=page.pk)
    copy.title, copy.lead = text["title"], text["lead"]
    for name in ("alt", "caption", "credit"):
        setattr(copy, f"cover_{name}", text["cover"][name])
    ids = [block.id for block in page.body]
    stored = page.body.get_prep_value()
    copy.body = [
        {
            "type": block["type"],
            "id": block_id,
            "value": _with_images(body_value(block, _no_picture), old["value"]),
        }
        for block, block_id, old in zip(text["body"], ids, stored, strict=True)
    ]
    return copy


def _no_picture(_drawing: dict) -> PortalImage:
    """Stand in for a picture whose id is taken from the original afterwards."""
    return PortalImage()


def _with_images(value, old):
    if isinstance(value, dict) and isinstance(old, dict):
        return {
            name: old[name] if name in ("image", "id") else _with_images(item, old.get(name))
            for name, item in (old | value).items()
        }
    if isinstance(value, list) and isinstance(old, list):
        return [_with_images(item, before) for item, before in zip(value, old, strict=False)]
    return value
