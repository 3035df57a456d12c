"""Begins, updates and sends translations. wagtail-localize's editor knows no workflow: a text is
translated there and reviewed in the ordinary editor, so that it is never in both."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, WorkflowState
from wagtail_localize.models import (
    StringSegment,
    Translation,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.operations import TranslationCreator

from articles.english.editor import waits
from articles.english.keeping import keep_edits
from articles.english.queries import LANGUAGE, OPTIONAL_PATH, Progress, english_of, progress_of
from articles.errors import SubmissionRefused
from articles.models import ArticlePage
from articles.services.submission import submit_piece


@transaction.atomic
def start_translation(*, page: Page, user) -> Page:
    """Make the English draft of a Vietnamese page and return it; the one that is there if any.

    What the page links to is not translated along: it may be another unit's.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    english = english_of(page)
    if english is None:
        creator = TranslationCreator(user, [Locale.objects.get(language_code=LANGUAGE)])
        creator.create_translations(page, include_related_objects=False)
        english = english_of(page)
    if english is None:
        raise _refused(_("The English page could not be made."))
    return english


@transaction.atomic
def update_translation(*, page: Page, user) -> Page:
    """Take the present Vietnamese text into the translation editor and open it again.

    What did not change keeps its translation, as reviewers last left it. The English page stays as
    readers see it until its update is approved. Raises `SubmissionRefused` while it waits.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    english = english_of(page)
    if english is None:
        return start_translation(page=page, user=user)
    english = Page.objects.select_for_update().get(pk=english.pk)
    if not english.permissions_for_user(user).can_edit():
        raise _refused(_("You may not translate this page."))
    _refuse_waiting(english)
    source, is_new = TranslationSource.get_or_create_from_instance(page)
    if not is_new:
        if source.translations.filter(target_locale=english.locale_id, enabled=False).exists():
            keep_edits(source=source, page=english, user=user)
        source.update_from_db()
    Translation.objects.update_or_create(
        source=source, target_locale_id=english.locale_id, defaults={"enabled": True}
    )
    source.update_target_view_restrictions(english.locale)
    return english


@transaction.atomic
def send_translation(*, page: Page, user) -> WorkflowState:
    """Send a finished English draft to its unit's review, as any other piece.

    Its text leaves the translation editor, where it is kept for the next update. Raises
    `SubmissionRefused` while a part is not translated, when the page waits already, or when
    something that the editor's form requires is missing; then nothing has changed.
    """
    page = Page.objects.select_for_update().get(pk=page.pk).specific
    if not page.permissions_for_user(user).can_edit():
        raise _refused(_("You may not send this piece."))
    _refuse_waiting(page)
    translation = (
        Translation.objects.select_for_update(of=("self",))
        .select_related("source", "target_locale")
        .filter(source__object_id=page.translation_key, target_locale_id=page.locale_id)
        .filter(enabled=True)
        .first()
    )
    if translation is not None:
        _write_draft(translation, user)
        translation.enabled = False
        translation.save(update_fields=["enabled"])
    if isinstance(page, ArticlePage):
        return submit_piece(page=page, user=user)
    state = page.current_workflow_state
    if state is not None:
        state.resume(user)
        return state
    return page.get_workflow().start(page, user)


def _write_draft(translation: Translation, user) -> None:
    """Write the translated parts into a new draft; the row that readers see is left alone."""
    source, locale = translation.source, translation.target_locale
    progress = progress_of([source.object_id]).get(source.object_id, Progress())
    if progress.missing:
        raise _refused(
            ngettext(
                "%(count)s part is not translated yet.",
                "%(count)s parts are not translated yet.",
                progress.missing,
            )
            % {"count": progress.missing}
        )
    slug = source.get_translated_instance(locale).slug
    draft = source.get_ephemeral_translated_instance(locale, fallback=True)
    draft.slug = _address(draft, kept=slug, own=_translated_slug(translation))
    try:
        revision = draft.save_revision(user=user, log_action=True)
    except ValidationError as error:
        raise SubmissionRefused(_by_field(error)) from error
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)


def _address(draft: Page, *, kept: str, own: str) -> str:
    """Return the address: the translated one, that of a page once published, else the title's."""
    wanted = own or (kept if draft.first_published_at else draft.title)
    return find_available_slug(draft.get_parent(), slugify(wanted) or kept, ignore_page_id=draft.pk)


def _translated_slug(translation: Translation) -> str:
    segments = StringSegment.objects.filter(
        source=translation.source, context__path=OPTIONAL_PATH
    ).annotate_translation(translation.target_locale)
    return segments.values_list("translation", flat=True).first() or ""


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    if hasattr(error, "error_dict"):
        return dict(error.message_dict)
    return {NON_FIELD_ERRORS: list(error.messages)}


def _refuse_waiting(page: Page) -> None:
    if waits(page):
        raise _refused(_("This piece waits for review already."))


def _refused(message: str) -> SubmissionRefused:
    return SubmissionRefused({NON_FIELD_ERRORS: [message]})
