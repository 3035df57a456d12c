"""Translates pages as people do, with the services and wagtail-localize's own tables."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from articles.english.queries import english_of
from articles.english.services import start_translation
from core.models import User


def fresh(page: Page):
    """Return a page as it is stored now."""
    return Page.objects.get(pk=page.pk).specific


def translate(page: Page, user: User, *, parts: int | None = None, kind: str = "manual") -> Page:
    """Begin a translation and write so many parts of it, all when no number is given."""
    english = start_translation(page=page, user=user)
    write_parts(page, parts=parts, kind=kind)
    return english


def write_parts(page: Page, *, parts: int | None = None, kind: str = "manual") -> None:
    """Write so many parts as the translation editor does, in the order of the text."""
    english = Locale.objects.get(language_code="en")
    segments = StringSegment.objects.filter(source__object_id=page.translation_key)
    for segment in segments.exclude(context__path="slug").order_by("order")[:parts]:
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            locale=english,
            context_id=segment.context_id,
            defaults={
                "data": f"English of {segment.context.path.partition('.')[0]}",
                "translation_type": kind,
                "has_error": False,
            },
        )


def translation_of(page: Page) -> Translation:
    """Return the translation into English of a Vietnamese page."""
    return Translation.objects.get(source__object_id=page.translation_key)


def publish(page: Page, *, hours: int = 0) -> None:
    """Publish the newest draft, as if so many hours from now."""
    moment = timezone.now() + timedelta(hours=hours)
    fresh(page).get_latest_revision().publish()
    Page.objects.filter(pk=page.pk).update(last_published_at=moment)


def decide(page: Page, user: User, action: str = "approve") -> Page:
    """Take the decision of the step at which a page waits."""
    state = fresh(page).current_workflow_task_state
    state.task.specific.on_action(state, user, action, comment="Xin sửa lại tít.")
    return fresh(page)


def english(page: Page) -> Page:
    """Return the English page that must exist."""
    found = english_of(page)
    assert found is not None
    return found.specific
