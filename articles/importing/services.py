"""Makes a draft piece out of a Word document, whole or not at all."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import PageSubscription

from articles.enums import AuthorKind, RouteKind
from articles.importing import lengths
from articles.importing.blocks import Block, body_blocks
from articles.importing.checks import open_document
from articles.importing.composing import compose
from articles.importing.errors import ImportRefused
from articles.importing.notes import Note
from articles.importing.pictures import FoundPicture, read_pictures
from articles.importing.reading import read
from articles.importing.rules import can_import
from articles.importing.storing import (
    PreparedPicture,
    prepare_picture,
    removing_files_on_failure,
    store_picture,
)
from articles.models import ArticleAuthor, ArticleIndexPage, ArticlePage
from articles.piece_types import WRITTEN_TYPES
from core.audit import record
from core.models import AuditEntry, PortalImage

ACTION = "articles.piece.import"


@dataclass(frozen=True)
class ImportedPiece:
    """The draft and what of the document did not come over, in sentences.

    `is_new` is false where the same document lay there as an untouched draft already.
    """

    page: ArticlePage
    notes: list[str]
    is_new: bool


@dataclass(frozen=True)
class Content:
    """What was read of a document, before anything is stored; pictures by their entry."""

    title: str
    lead: str
    blocks: list[Block]
    notes: set[Note]
    pictures: dict[str, PreparedPicture]
    digest: str


def import_document(*, file: File, section: ArticleIndexPage, kind: str, user) -> ImportedPiece:
    """Store a Word document as a draft of `kind` below `section`, its pictures in the collection
    of the section's unit.

    Everything is read, checked and encoded first; what is stored is one transaction, and files
    written before a failure are removed. Sent twice, a document makes one draft. Raises
    `ImportRefused` with what is wrong.
    """
    if not can_import(user, section=section, kind=kind):
        raise ImportRefused(_("You may not write a piece in this section."))
    content = _read(file, unit=section.unit, user=user)
    notes = [note.text for note in Note if note in content.notes]
    with removing_files_on_failure() as stored, transaction.atomic():
        # A second click waits here, and then sees what the first one stored.
        section = type(section).objects.select_for_update().get(pk=section.pk)
        untouched = _untouched_draft(content.digest, section=section, kind=kind, user=user)
        if untouched is not None:
            return ImportedPiece(untouched, notes, is_new=False)
        images = {
            path: store_picture(picture, stored=stored)
            for path, picture in content.pictures.items()
        }
        page = _store_page(content, images, section=section, kind=kind, user=user)
    return ImportedPiece(page, notes, is_new=True)


def _read(file: File, *, unit, user) -> Content:
    with open_document(file) as package:
        reading = read(package)
        composition = compose(reading.parts)
        notes = set(reading.notes)
        blocks = body_blocks(composition.parts, notes)
        values = [value for name, value in blocks if name == "picture"]
        files = read_pictures(package, [value["image"] for value in values])
    first = {value["image"].path: value for value in reversed(values)}
    pictures = {
        path: prepare_picture(
            upload,
            picture=first[path]["image"],
            texts=_image_texts(first[path], composition.title),
            unit=unit,
            user=user,
        )
        for path, upload in files.items()
    }
    return Content(composition.title, composition.lead, blocks, notes, pictures, _digest(file))


def _image_texts(value: dict[str, Any], title: str) -> dict[str, str]:
    """Return the texts of a stored picture: those of its first place in the document."""
    picture: FoundPicture = value["image"]
    name = value["caption"] or value["alt"] or f"{title[:200]} ({picture.number})"
    return {
        "title": name[: lengths.TITLE],
        "description": value["alt"],
        "credit": value["credit"],
    }


def _digest(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _untouched_draft(
    digest: str, *, section: ArticleIndexPage, kind: str, user
) -> ArticlePage | None:
    """Return the draft that this person made of this document here, if nobody has changed it."""
    entries = AuditEntry.objects.filter(actor=user, action=ACTION, data__digest=digest)
    revisions = [entry.data["revision"] for entry in entries]
    drafts = WRITTEN_TYPES[kind].objects.child_of(section).filter(live=False)
    return drafts.filter(latest_revision__in=revisions).first()


def _store_page(
    content: Content, images: dict[str, PortalImage], *, section: ArticleIndexPage, kind: str, user
) -> ArticlePage:
    page = WRITTEN_TYPES[kind](
        title=content.title,
        lead=content.lead,
        body=[_with_image(block, images) for block in content.blocks],
        owner=user,
        live=False,
    )
    if kind != RouteKind.NOTICE:
        page.authors = [
            ArticleAuthor(
                user=user, pen_name=_pen_name(user), kind=AuthorKind.STAFF, share=Decimal(100)
            )
        ]
    section.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True, changed=True)
    # Comments on the piece go to its writer, as for a page made in the editor.
    PageSubscription.objects.get_or_create(
        page=page, user=user, defaults={"comment_notifications": True}
    )
    record(
        actor=user,
        action=ACTION,
        subject=page,
        digest=content.digest,
        revision=revision.pk,
        pictures=len(images),
        words=page.word_count,
    )
    return page


def _with_image(block: Block, images: dict[str, PortalImage]) -> Block:
    name, value = block
    if name != "picture":
        return block
    return name, value | {"image": images[value["image"].path]}


def _pen_name(user) -> str:
    """Return the name under which a person last wrote, else their own."""
    last = ArticleAuthor.objects.filter(user=user).exclude(pen_name="").order_by("-pk").first()
    return last.pen_name if last else (user.get_full_name() or user.get_username())[:100]
