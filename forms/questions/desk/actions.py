"""What may be done with a question on its screen: for whom, what it asks, what runs."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import rules
from ..enums import ANSWERED, OPEN, WITH_CENTRE, WITH_UNIT, QuestionState
from ..models import Question
from ..services import (
    advising,
    answering,
    asking_back,
    assigning,
    clock,
    closing,
    joining,
    officers,
    question_pages,
    releasing,
)
from . import forms

Data = dict[str, Any]
Run = Callable[[Question, Any, Data, datetime], object]
REVIEW = (QuestionState.IN_REVIEW,)


@dataclass(frozen=True)
class Action:
    """Something to do; `run(question, user, data, now)` calls its service."""

    key: str
    label: Any
    done: Any
    form_class: type[forms.ActionForm]
    run: Run
    who: Callable[[Any, Question], bool]
    states: Collection[str]
    when: Callable[[Question], bool] = lambda question: True
    is_main: bool = False
    is_serious: bool = False

    def is_offered(self, user, question: Question) -> bool:
        """Tell whether the account may do this where the question stands."""
        return question.state in self.states and self.who(user, question) and self.when(question)


def _centre(user, question: Question) -> bool:
    return rules.is_voice_centre(user)


def _named(question: Question, user, now: datetime) -> Data:
    return {"question_id": question.pk, "user": user, "now": now}


def _service(service: Callable[..., object], *names: str) -> Run:
    """Return a run that gives the form's fields of these names to a service."""

    def run(question: Question, user, data: Data, now: datetime) -> object:
        return service(**_named(question, user, now), **{name: data[name] for name in names})

    return run


def _ask_back(question: Question, user, data: Data, now: datetime) -> object:
    return asking_back.ask_back(
        **_named(question, user, now), text=data["text"], submission_key=data["key"]
    )


def _resume(question: Question, user, data: Data, now: datetime) -> object:
    return clock.resume_clock(question, now, user)


def _merge(question: Question, user, data: Data, now: datetime) -> object:
    return joining.merge(**_named(question, user, now), into_id=data["into"])


def _split(question: Question, user, data: Data, now: datetime) -> object:
    parts = [joining.PartText(data["text"], data["topic"])]
    return joining.split(**_named(question, user, now), parts=parts)


def _advice(question: Question, user, data: Data, now: datetime) -> object:
    return advising.ask_advice(
        **_named(question, user, now),
        unit=data["unit"],
        text=data["text"],
        confirmed=data.get("confirmed", ()),
    )


def _release(question: Question, user, data: Data, now: datetime) -> object:
    return releasing.release_public(
        **_named(question, user, now),
        public_title=data["public_title"],
        public_text=data["public_text"],
        is_checked=data["is_checked"],
        confirmed=data.get("confirmed", ()),
    )


def _confirm(question: Question, user, data: Data, now: datetime) -> object:
    return question_pages.confirm_valid(page_id=_page_id(question), user=user, now=now)


def _supersede(question: Question, user, data: Data, now: datetime) -> object:
    return question_pages.supersede(
        page_id=_page_id(question), newer_id=data["newer"], user=user, now=now
    )


def _page_id(question: Question) -> int:
    return question.page_id or 0


def _is_public(question: Question) -> bool:
    return question.page is not None and question.page.superseded_by_id is None


ACTIONS = (
    Action(
        "take",
        _("Take it"),
        _("It is yours now."),
        forms.ActionForm,
        _service(officers.take),
        rules.is_in_charge,
        WITH_UNIT,
        when=lambda question: question.officer_id is None,
        is_main=True,
    ),
    Action(
        "assign",
        _("Give it to a unit"),
        _("The unit is told."),
        forms.AssignForm,
        _service(assigning.assign, "unit", "topic", "note"),
        _centre,
        WITH_CENTRE,
        is_main=True,
    ),
    Action(
        "release",
        _("Publish the answer"),
        _("The answer is public."),
        forms.ReleaseForm,
        _release,
        rules.may_release,
        REVIEW,
        when=lambda question: question.may_be_published,
        is_main=True,
    ),
    Action(
        "release_private",
        _("Answer the asker alone"),
        _("The asker reads the answer behind the code."),
        forms.ActionForm,
        _service(releasing.release_private),
        rules.may_release,
        REVIEW,
        when=lambda question: question.page_id is None,
        is_main=True,
    ),
    Action(
        "return",
        _("Return it to the unit"),
        _("The unit is told what to change."),
        forms.ReasonForm,
        _service(answering.return_answer, "reason"),
        _centre,
        REVIEW,
        is_main=True,
    ),
    Action(
        "reopen",
        _("Answer again"),
        _("The question is taken up again."),
        forms.NoteForm,
        _service(releasing.reopen, "note"),
        rules.may_reopen,
        ANSWERED,
    ),
    Action(
        "confirm",
        _("The answer still holds"),
        _("Noted: it is looked at again in a year."),
        forms.ActionForm,
        _confirm,
        rules.may_work,
        ANSWERED,
        when=_is_public,
    ),
    Action(
        "supersede",
        _("A newer answer holds instead"),
        _("The answer now leads to the newer one."),
        forms.SupersedeForm,
        _supersede,
        _centre,
        ANSWERED,
        when=_is_public,
    ),
    Action(
        "ask_back",
        _("Ask the asker back"),
        _("Sent. The time stands until the asker answers."),
        forms.AskBackForm,
        _ask_back,
        rules.may_work,
        WITH_UNIT,
    ),
    Action(
        "resume",
        _("Wait no longer"),
        _("The time runs again."),
        forms.ActionForm,
        _resume,
        rules.may_work,
        OPEN,
        when=lambda question: question.waiting_since is not None,
    ),
    Action(
        "advice",
        _("Ask another unit for advice"),
        _("The other unit is told."),
        forms.AdviceForm,
        _advice,
        rules.may_work,
        WITH_UNIT,
    ),
    Action(
        "note",
        _("Write an internal note"),
        _("The note is kept."),
        forms.InternalNoteForm,
        _service(advising.add_note, "text"),
        rules.may_open,
        list(QuestionState),
    ),
    Action(
        "hand_over",
        _("Hand it over to a colleague"),
        _("Your colleague is told."),
        forms.HandOverForm,
        _service(officers.hand_over, "to", "note"),
        rules.may_work,
        (*WITH_UNIT, *REVIEW),
    ),
    Action(
        "hand_back",
        _("Hand it back to the centre"),
        _("The centre is told."),
        forms.HandBackForm,
        _service(assigning.hand_back, "note", "proposed"),
        rules.is_in_charge,
        WITH_UNIT,
    ),
    Action(
        "reassign",
        _("Give it to another unit"),
        _("The unit is told."),
        forms.AssignForm,
        _service(assigning.assign, "unit", "topic", "note"),
        _centre,
        WITH_UNIT,
    ),
    Action(
        "merge",
        _("Join it to a question like it"),
        _("Both askers follow one answer now."),
        forms.MergeForm,
        _merge,
        _centre,
        OPEN,
        is_serious=True,
    ),
    Action(
        "split",
        _("Make a question of a part"),
        _("The part is a question of its own now."),
        forms.SplitForm,
        _split,
        _centre,
        OPEN,
    ),
    Action(
        "pass",
        _("Pass it to another body"),
        _("The asker is told."),
        forms.PassForm,
        _service(closing.pass_to_body, "note"),
        _centre,
        OPEN,
        is_serious=True,
    ),
    Action(
        "refuse",
        _("Refuse it"),
        _("The asker is told."),
        forms.RefuseForm,
        _service(closing.refuse, "reason", "note"),
        _centre,
        OPEN,
        is_serious=True,
    ),
)
BY_KEY = {action.key: action for action in ACTIONS}


def offered(user, question: Question) -> list[Action]:
    """Return what an account may do with a question now."""
    return [action for action in ACTIONS if action.is_offered(user, question)]
