"""Puts documents before readers: one page each, always as the register has it."""

from datetime import datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page

from core.text import slugify
from units.services.provisioning import national_home, unit_home

from .. import rules
from ..enums import Audience, DocumentState
from ..errors import DocumentRefused
from ..models import DocumentIndexPage, DocumentPage, OfficialDocument
from .locking import locked_document, save_changed
from .words import page_words

LONGEST_TITLE, LONGEST_SLUG = 255, 80


@transaction.atomic
def publish_document(*, document_id: int, user, seen: int, now: datetime) -> OfficialDocument:
    """Show a public document to everybody, on a new page or on the one it had.

    What is shown already stays as it is. Raises `DocumentRefused` for internal and unissued ones,
    for those whose issuer the account does not speak for, and without a section to put it in.
    """
    document = locked_document(document_id, user=user, seen=seen)
    if not rules.may_publish(user, document):
        raise DocumentRefused(_("You do not publish documents of this issuer. Ask the Office."))
    if document.state == DocumentState.DRAFT:
        raise DocumentRefused(_("It must be issued before it is published."))
    if document.audience != Audience.PUBLIC:
        raise DocumentRefused(_("It is internal. Change who may read it first."))
    if document.page is not None and document.page.live:
        return document
    document.page = _written_page(document, user=user)
    _publish(document.page, user=user)
    save_changed(document, user=user, now=now, action="published")
    return document


@transaction.atomic
def unpublish_document(*, document_id: int, user, seen: int, now: datetime) -> OfficialDocument:
    """Take a document from readers; its page and address are kept for later.

    Raises `DocumentRefused` for what is not shown, and as `publish_document`.
    """
    document = locked_document(document_id, user=user, seen=seen)
    if not rules.may_publish(user, document):
        raise DocumentRefused(_("You do not publish documents of this issuer. Ask the Office."))
    if document.page is None or not document.page.live:
        raise DocumentRefused(_("Readers do not see it now."))
    # By the register, whatever the account may do with pages by hand.
    UnpublishPageAction(document.page, user=user).execute(skip_permission_checks=True)
    save_changed(document, user=user, now=now, action="unpublished")
    return document


def renew_page(document: OfficialDocument, *, user) -> None:
    """Bring a page that readers see in step with its entry, in the entry's transaction."""
    page = document.page
    if page is None or not page.live:
        return
    _publish(_written_page(document, user=user), user=user)


def renew_words(document: OfficialDocument) -> None:
    """Bring the words of a page in step, without a new revision: readers do not see them."""
    if document.page is not None:
        document.page.words = page_words(document)
        document.page.save(update_fields=["words"], clean=False)


def remove_page(document: OfficialDocument) -> None:
    """Delete the page of a document that becomes internal, once readers do not see it any more.

    Raises `DocumentRefused` while they do.
    """
    page = document.page
    if page is not None and page.live:
        raise DocumentRefused(_("Readers see it now. Unpublish it before you make it internal."))
    document.page = None
    OfficialDocument.objects.filter(pk=document.pk).update(page=None)
    if page is not None:
        page.delete()


def _written_page(document: OfficialDocument, *, user) -> DocumentPage:
    """Return the page with what the entry says, in the section of its issuer."""
    section = _section(document)
    page = document.page or DocumentPage(live=False)
    if page.pk and not page.is_child_of(section):
        move = MovePageAction(page, section, pos="last-child", user=user)
        move.execute(skip_permission_checks=True)
        page = DocumentPage.objects.get(pk=page.pk)
    title = f"{document.number_symbol} – {' '.join(document.abstract.split())}"
    page.title = page.draft_title = Truncator(title).chars(LONGEST_TITLE)
    page.search_description = Truncator(document.abstract).chars(LONGEST_TITLE)
    page.number_symbol, page.abstract = document.number_symbol, document.abstract
    page.issued_on = document.issued_on
    page.words = page_words(document)
    page.slug = _slug(document, page, section)
    if page.pk is None:
        section.add_child(instance=page)
    return page


def _publish(page: DocumentPage, *, user) -> None:
    revision = page.save_revision(user=user, log_action=True, clean=False)
    revision.publish(user=user, skip_permission_checks=True)
    page.refresh_from_db()


def _section(document: OfficialDocument) -> DocumentIndexPage:
    """Return the issuer's section, locked; of an authority outside the national one."""
    homes = (unit_home(document.issuer) if document.issuer else None, national_home())
    for home in homes:
        section = DocumentIndexPage.objects.child_of(home).first() if home else None
        if section is not None:
            # Two who publish at once would take the same place in the tree.
            Page.objects.select_for_update().get(pk=section.pk)
            return DocumentIndexPage.objects.get(pk=section.pk)
    raise DocumentRefused(_("There is no section of documents to publish in."))


def _slug(document: OfficialDocument, page: DocumentPage, section: Page) -> str:
    """Return an address that is free: `1197-tld-2016`, `191-2013-nd-cp`."""
    words = slugify(document.number_symbol, max_length=LONGEST_SLUG)
    year = str(document.issued_on.year)
    base = words if year in words.split("-") else f"{words}-{year}"
    slug, number = base, 1
    while not Page._slug_is_available(slug, section, page if page.pk else None):
        number += 1
        slug = f"{base}-{number}"
    return slug
