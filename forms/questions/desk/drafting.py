"""The editor of an answer: keeps, sends, puts a ready-made text in, proposes a public text."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from .. import rules
from ..enums import WITH_UNIT, AnswerState
from ..models import Question
from ..redaction import redacted
from ..services.answering import save_draft, send
from ..services.drafts import draft_of
from .forms import DraftForm

PREFIX = "draft"


def may_draft(user, question: Question) -> bool:
    """Tell whether the account may write an answer now."""
    return question.state in WITH_UNIT and rules.may_work(user, question)


def first_values(question: Question) -> dict[str, Any]:
    """Return what the editor begins with: the draft, else the version that was returned."""
    draft = draft_of(question)
    answers = question.answers.exclude(state=AnswerState.RELEASED)
    if question.assigned_at is not None:
        answers = answers.filter(saved_at__gte=question.assigned_at)
    last = draft or answers.last() or question.answers.filter(state=AnswerState.RELEASED).last()
    return {
        "text": last.text if last else "",
        "is_public": last.is_public if last else question.may_be_published,
        "public_title": question.public_title,
        "public_text": question.public_text,
        "seen_at": seen_at(question),
    }


def seen_at(question: Question) -> str:
    """Return when the draft was saved, as the form carries it; empty without one."""
    draft = draft_of(question)
    return draft.saved_at.isoformat() if draft else ""


def with_template(values: dict[str, Any]) -> dict[str, Any]:
    """Return the form's values with the chosen ready-made text after what was written."""
    template = values.get("template")
    return values | {"text": values["text"] + (template.text if template else "")}


def with_redaction(values: dict[str, Any], question: Question) -> dict[str, Any]:
    """Return the form's values with a proposal for the public text."""
    return values | {"public_text": redacted(question.text, language=question.language)}


def keep(form: DraftForm, *, user, now: datetime, sends: bool) -> str:
    """Keep the draft, and send it where asked; return what to say. Raises `QuestionRefused`."""
    data, question = form.cleaned_data, form.question
    save_draft(
        question_id=question.pk,
        text=data["text"],
        is_public=data.get("is_public", False),
        public_title=data.get("public_title", question.public_title),
        public_text=data.get("public_text", question.public_text),
        user=user,
        now=now,
        seen=parse_datetime(data["seen_at"]) if data["seen_at"] else None,
    )
    if not sends:
        return _("The draft is kept.")
    send(question_id=question.pk, user=user, now=now)
    return _("Sent to the centre.")
