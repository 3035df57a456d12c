"""Feeds of answered questions: of a unit, or of all."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from core import feeds
from core.addresses import absolute, canonical_url

from .models import QuestionIndexPage, QuestionPage
from .reading import answered_pages, with_rows


def register() -> None:
    """Give each section of questions its feed."""
    feeds.register(QuestionIndexPage, section_feed)


def section_feed(section: QuestionIndexPage, limit: int) -> feeds.PageFeed:
    """Return the feed of a section with its newest answers, in one query."""
    title = f"{section.title} – {section.unit_name}" if section.unit else section.title
    pages = answered_pages(locale=section.locale, unit_id=section.unit_id)
    return feeds.PageFeed(
        title=title,
        link=canonical_url(section) or absolute("/"),
        language=section.locale.language_code,
        description=_("The newest answers of “%(title)s”.") % {"title": title},
        entries=list(_entries(with_rows(pages)[:limit])),
    )


def _entries(pages: list[QuestionPage]) -> Iterator[feeds.Entry]:
    roots = Site.get_site_root_paths()
    for page in pages:
        answered_at = _begin_of(page.answered_on)
        categories = [page.topic.name]
        if page.is_demonstration:
            categories.append(_("Demonstration content"))
        yield feeds.Entry(
            title=page.title,
            link=canonical_url(page, roots) or "",
            description=page.lead,
            published_at=answered_at,
            updated_at=page.last_published_at or answered_at,
            author=page.unit_name,
            categories=categories,
        )


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
