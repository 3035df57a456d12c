"""Makes the public pages of a poll, keeps them in step with it, takes them from readers."""

from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from units.services.provisioning import national_home, unit_home

from ..english_texts import is_in_english
from ..models import Poll, PollIndexPage, PollPage
from ..queries import outline_of, pages_of
from ..rules import is_national
from .locking import PollRefused

ENGLISH = "en"


def publish_pages(poll: Poll, *, user) -> None:
    """Put a poll before readers: in Vietnamese, and in English when all of it is in English.

    Its address stays as it was first. Raises `PollRefused` where the unit has no section of polls.
    """
    section = section_of_polls(poll)
    page = poll.page or PollPage(owner=user)
    poll.page = _publish(page, section, title=poll.title_vi, intro=poll.intro_vi, user=user)
    poll.save(update_fields=["page"])
    english = next((one for one in pages_of(poll) if one.pk != poll.page_id), None)
    if is_in_english(outline_of(poll)):
        _publish_english(poll, section, english, user=user)
    elif english is not None:
        _unpublish(english, user=user)


def unpublish_pages(poll: Poll, *, user) -> None:
    """Take the pages of a poll from readers; they stay for the next announcement."""
    for page in pages_of(poll):
        _unpublish(page, user=user)


def section_of_polls(poll: Poll) -> PollIndexPage:
    """Return where the page of a poll hangs: below its unit's home, or below the national one."""
    home = national_home() if is_national(poll) else unit_home(poll.unit)
    section = PollIndexPage.objects.child_of(home).first() if home else None
    if section is None:
        raise PollRefused(_("The site of this unit has no section of polls. Tell the portal."))
    return section


def _english_section(section: PollIndexPage) -> PollIndexPage | None:
    twins = PollIndexPage.objects.live().filter(translation_key=section.translation_key)
    return twins.filter(locale__language_code=ENGLISH).first()


def _publish_english(poll: Poll, section: PollIndexPage, page: PollPage | None, *, user) -> None:
    parent = _english_section(section)
    if parent is None:
        return
    page = page or PollPage(owner=user, translation_key=poll.page.translation_key)
    _publish(page, parent, title=poll.title_en, intro=poll.intro_en, user=user)


def _publish(page: PollPage, parent: PollIndexPage, *, title: str, intro: str, user) -> PollPage:
    page.title, page.intro = title, intro
    if not page.pk:
        page.live, page.locale_id = False, parent.locale_id
        Page.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision(user=user)
    revision.publish(user=user, skip_permission_checks=True)
    return PollPage.objects.get(pk=page.pk)


def _unpublish(page: PollPage, *, user) -> None:
    if page.live:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
