"""Turns stored rich text into HTML with a constant number of queries, whatever its length."""

import secrets
from collections.abc import Sequence

from django.db.models import F, Q
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from core.addresses import canonical_path

# Unguessable, so that no text can hold it.
_SEPARATOR = f"<!--{secrets.token_hex(16)}-->"


class BulkPageLinkHandler(PageLinkHandler):
    """Links to pages: one query for all of them, where Wagtail's own asks for each page.

    A link leads to the translation in the active language when there is one. A link to a page
    that is not live keeps its words and loses its address.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Return the opening tag of each link."""
        ids = [_number(attrs.get("id")) for attrs in attrs_list]
        addresses = _addresses({number for number in ids if number})
        return [
            f'<a href="{escape(addresses[number])}">' if addresses.get(number) else "<a>"
            for number in ids
        ]


def expand_all(sources: Sequence[str]) -> list[SafeString]:
    """Return the HTML of many rich texts, with one look-up per type of link for all of them."""
    if not sources:
        return []
    # Editors' input passes Wagtail's whitelist when it is stored.
    parts = expand_db_html(_SEPARATOR.join(sources)).split(_SEPARATOR)
    return [mark_safe(part) for part in parts]  # noqa: S308


def _number(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() else 0


def _addresses(ids: set[int]) -> dict[int, str | None]:
    """Return the address of each live page, in the active language where translated."""
    asked = Page.objects.filter(pk__in=ids)
    pages = Page.objects.filter(
        Q(pk__in=ids)
        | Q(
            translation_key__in=asked.values("translation_key"),
            locale__language_code=get_language(),
        )
    ).annotate(language=F("locale__language_code"))
    found = list(pages)
    translated = {
        page.translation_key: page
        for page in found
        if page.live and page.language == get_language()
    }
    return {
        page.pk: canonical_path(target)
        for page in found
        if page.pk in ids and (target := translated.get(page.translation_key, page)).live
    }
