"""Keeps the files of a form that is shown again, and gives them to the question once it is sent."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum

from ..models import Attachment, Message, Question, WaitingFile

MOST_FILES = 3
KEPT = timedelta(days=1)
# Above so many bytes that wait, files must be chosen anew: nobody may fill the disk with forms.
ROOM = 2 * 1024**3


@transaction.atomic
def keep_files(*, submission_key: UUID, files: Iterable[UploadedFile], now: datetime) -> bool:
    """Keep clean files until the form is sent; return whether there was room for them."""
    forget_files(now=now)
    files = list(files)
    taken = WaitingFile.objects.aggregate(total=Sum("size"))["total"] or 0
    if taken + sum(file.size or 0 for file in files) > ROOM:
        return False
    for file in files[: MOST_FILES - kept_files(submission_key).count()]:
        WaitingFile.objects.create(
            submission_key=submission_key, file=file, kept_at=now, **_facts(file)
        )
    return True


def kept_files(submission_key: UUID):
    """Return the files that wait for a form."""
    return WaitingFile.objects.filter(submission_key=submission_key)


@transaction.atomic
def drop_files(*, submission_key: UUID, ids: Iterable[int]) -> None:
    """Forget files that the asker does not want to send after all."""
    _delete(kept_files(submission_key).filter(pk__in=list(ids)))


@transaction.atomic
def forget_files(*, now: datetime) -> int:
    """Delete the files of forms that nobody sent within a day; return how many."""
    return _delete(WaitingFile.objects.filter(kept_at__lt=now - KEPT))


@transaction.atomic
def attach_files(
    *, question: Question, files: Iterable[UploadedFile], message: Message | None = None
) -> None:
    """Attach clean files to a question, or to a message of its asker."""
    for file in files:
        Attachment.objects.create(question=question, message=message, file=file, **_facts(file))


@transaction.atomic
def attach_kept(
    *, question: Question, submission_key: UUID, message: Message | None = None
) -> None:
    """Attach what waited for a form that is stored now."""
    for kept in kept_files(submission_key):
        # The file itself stays where it lies; only its row changes.
        Attachment.objects.create(
            question=question, message=message, file=kept.file.name, name=kept.name, size=kept.size,
            content_type=kept.content_type,
        )  # fmt: skip
        kept.delete()


def _facts(file: UploadedFile) -> dict:
    return {
        "name": (file.name or "")[-150:],
        "size": file.size or 0,
        "content_type": (file.content_type or "")[:100],
    }


def _delete(waiting) -> int:
    rows = list(waiting)
    for row in rows:
        row.delete()
        transaction.on_commit(partial(row.file.storage.delete, row.file.name))
    return len(rows)
