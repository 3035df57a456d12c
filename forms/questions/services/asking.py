"""Takes a question in: once for each form that was shown, however often it comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from core.days import day_of
from core.working_days import add_working_days
from units.models import Unit

from ..enums import StepAction
from ..models import Contact, Question, QuestionTopic
from ..tracking import code_of, tracking_code, tracking_digest
from .asking_mail import tell_of_asker
from .steps import record_step
from .waiting_files import attach_files, attach_kept


@dataclass(frozen=True)
class AskerContact:
    """How to reach the asker, as far as they told it."""

    name: str = ""
    phone: str = ""
    email: str = ""
    wants_mail: bool = False

    def __bool__(self) -> bool:
        """Tell whether there is anything to keep."""
        return bool(self.name or self.phone or self.email)


@dataclass(frozen=True)
class Asked:
    """A stored question and the code by which its asker comes back."""

    question: Question
    tracking_code: str


@transaction.atomic
def ask(
    *,
    submission_key: UUID,
    text: str,
    topic: QuestionTopic,
    now: datetime,
    asked_unit: Unit | None = None,
    province: Unit | None = None,
    industry: str = "",
    language: str = "vi",
    may_be_published: bool = False,
    contact: AskerContact | None = None,
    files: Iterable[UploadedFile] = (),
) -> Asked:
    """Store a question with its files and, apart from it, how to reach the asker.

    The same key again returns what the first one stored and changes nothing. Files are clean
    (`forms.guarding.attachments`); those that waited for the form come along.
    """
    stored = asked_with(submission_key)
    if stored is not None:
        return stored
    received_on = day_of(now)
    question = Question(
        submission_key=submission_key,
        tracking_digest=tracking_digest(tracking_code(submission_key)),
        text=text,
        language=language,
        topic=topic,
        province=province,
        industry=industry,
        asked_unit=asked_unit,
        may_be_published=may_be_published,
        received_at=now,
        counted_from=received_on,
        due_on=add_working_days(received_on, topic.deadline_days),
    )
    try:
        with transaction.atomic():
            question.save()
    except IntegrityError:
        # The same form came twice at once, and the other one was first.
        stored = asked_with(submission_key)
        if stored is None:
            raise
        return stored
    record_step(question, action=StepAction.ASKED, from_state=None, user=None, now=now)
    if contact:
        Contact.objects.create(question=question, **vars(contact))
    attach_kept(question=question, submission_key=submission_key)
    attach_files(question=question, files=files)
    tell_of_asker(question, "asked")
    return Asked(question, tracking_code(submission_key))


def asked_with(submission_key: UUID | None) -> Asked | None:
    """Return what was stored for the key of a form, or None; no code once it was withdrawn."""
    if submission_key is None:
        return None
    question = Question.objects.filter(submission_key=submission_key).first()
    return Asked(question, code_of(question)) if question else None
