"""Feeds of public documents: of a unit and its predecessors, or of all."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from core import feeds
from core.addresses import absolute, canonical_url

from .models import DocumentIndexPage, OfficialDocument
from .public.listing import NEWEST_FIRST, public_documents, with_rows


def register() -> None:
    """Give each section of documents its feed."""
    feeds.register(DocumentIndexPage, section_feed)


def section_feed(section: DocumentIndexPage, limit: int) -> feeds.PageFeed:
    """Return the feed of a section with its newest documents, in one query."""
    title = f"{section.title} – {section.unit_name}" if section.unit else section.title
    documents = public_documents(unit_id=section.unit_id).order_by(*NEWEST_FIRST)
    return feeds.PageFeed(
        title=title,
        link=canonical_url(section) or absolute("/"),
        language=section.locale.language_code,
        description=_("The newest documents of “%(title)s”.") % {"title": title},
        entries=list(_entries(list(with_rows(documents)[:limit]))),
    )


def _entries(documents: list[OfficialDocument]) -> Iterator[feeds.Entry]:
    roots = Site.get_site_root_paths()
    for document in documents:
        page = document.page
        categories = [document.type.name]
        if document.is_demonstration:
            categories.append(_("Demonstration content"))
        yield feeds.Entry(
            title=page.title,
            link=canonical_url(page, roots) or "",
            description=document.abstract,
            published_at=_begin_of(document.issued_on),
            updated_at=page.last_published_at or _begin_of(document.issued_on),
            author=document.issuer.name if document.issuer else document.issuer_name,
            categories=categories,
        )


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
