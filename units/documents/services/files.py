"""Adds, replaces and removes files; what was removed stays with those who keep the register."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record

from ..enums import Secrecy, TextState
from ..errors import DocumentRefused, SecretRefused
from ..models import DocumentFile, OfficialDocument
from ..reading.run import readable_suffix
from ..uploads import CheckedFile, check_upload
from .locking import locked_document
from .pages import renew_page, renew_words
from .words import kept_files, refresh_words

MOST_FILES = 20


def check_file(upload: UploadedFile, *, secrecy: str) -> CheckedFile:
    """Look into a file before anything is stored or locked.

    Raises `SecretRefused` without opening the file where its degree says so, and as `check_upload`.
    """
    if secrecy != Secrecy.NONE:
        raise SecretRefused
    return check_upload(upload)


@transaction.atomic
def add_files(
    *, document_id: int, user, files: Sequence[CheckedFile], now: datetime
) -> list[DocumentFile]:
    """Add files that were checked; one that is there already, to the byte, is not added again.

    Raises `DocumentRefused` for others than the keepers and for more than `MOST_FILES`.
    """
    document = locked_document(document_id, user=user)
    there = set(kept_files(document).values_list("sha256", flat=True))
    fresh = {file.sha256: file for file in files if file.sha256 not in there}
    if len(there) + len(fresh) > MOST_FILES:
        raise DocumentRefused(
            _("A document may have up to %(limit)d files.") % {"limit": MOST_FILES}
        )
    added = [_store(document, file, user=user, now=now) for file in fresh.values()]
    if added:
        names = [file.name for file in added]
        record(actor=user, action="document.files_added", subject=document, files=names)
        _follow(document, user=user)
    return added


@transaction.atomic
def replace_file(
    *, document_id: int, file_id: int, user, new: CheckedFile, now: datetime
) -> DocumentFile:
    """Put a file in the place of another one, which is kept aside; a second click changes nothing.

    Raises `DocumentRefused` for a file that is gone, for one that stands beside it already, and for
    others than the keepers.
    """
    document = locked_document(document_id, user=user)
    same = kept_files(document).filter(sha256=new.sha256).first()
    if same is not None and document.files.filter(pk=file_id).exclude(removed_at=None).exists():
        return same
    old = _kept_file(document, file_id)
    if same is not None and same.pk != old.pk:
        raise DocumentRefused(
            _("The document has this file already, as %(name)s. Remove the old one instead.")
            % {"name": same.name}
        )
    if same is not None:
        return same
    old.removed_at = now
    old.save(update_fields=["removed_at"])
    added = _store(document, new, user=user, now=now, sort_order=old.sort_order)
    record(
        actor=user,
        action="document.file_replaced",
        subject=document,
        files=[old.name, new.name],
    )
    _follow(document, user=user)
    return added


@transaction.atomic
def remove_file(*, document_id: int, file_id: int, user, now: datetime) -> None:
    """Take a file from the document; a second time changes nothing.

    Raises `DocumentRefused` for an unknown file and for others than the keepers.
    """
    document = locked_document(document_id, user=user)
    if document.files.filter(pk=file_id, removed_at__isnull=False).exists():
        return
    file = _kept_file(document, file_id)
    file.removed_at = now
    file.save(update_fields=["removed_at"])
    record(actor=user, action="document.file_removed", subject=document, files=[file.name])
    _follow(document, user=user)


def _kept_file(document: OfficialDocument, file_id: int) -> DocumentFile:
    file = kept_files(document).filter(pk=file_id).first()
    if file is None:
        raise DocumentRefused(_("This file is not there any more."))
    return file


def _store(
    document: OfficialDocument,
    file: CheckedFile,
    *,
    user,
    now: datetime,
    sort_order: int | None = None,
) -> DocumentFile:
    from ..tasks import read_file_text

    readable = readable_suffix(file.name)
    stored = DocumentFile.objects.create(
        document=document,
        file=file.as_content(),
        name=file.name,
        size=len(file.content),
        content_type=file.content_type,
        sha256=file.sha256,
        sort_order=document.files.count() if sort_order is None else sort_order,
        text_state=TextState.WAITING if readable else TextState.NO_TEXT,
        added_by=user,
        added_at=now,
    )
    if readable:
        transaction.on_commit(partial(read_file_text.enqueue, file_id=stored.pk))
    return stored


def _follow(document: OfficialDocument, *, user) -> None:
    """Bring words and page in step: caches of pages ask when a page was published last."""
    refresh_words(document)
    renew_words(document)
    renew_page(document, user=user)
