"""People who make polls, and what they type."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.utils import timezone

from factories.portal import make_unit, make_user
from forms.polls.enums import Audience, QuestionKind
from forms.polls.models import Poll, PollQuestion
from forms.polls.services.editing import create_poll
from forms.polls.services.questions import add_question
from forms.polls.validators import OptionText
from units.enums import PortalRole, UnitKind, UnitRole

YES_NO = (OptionText("Có", "Yes"), OptionText("Không", "No"))


def make_people() -> SimpleNamespace:
    """Make two units with a chief editor each, and the centre."""
    unit, other = make_unit(), make_unit()
    return SimpleNamespace(
        unit=unit,
        other=other,
        chief=make_user(unit=unit, role=UnitRole.CHIEF_EDITOR),
        other_chief=make_user(unit=other, role=UnitRole.CHIEF_EDITOR),
        contributor=make_user(unit=unit, role=UnitRole.CONTRIBUTOR),
        respondent=make_user(unit=unit, role=UnitRole.RESPONDENT),
        centre=make_user(portal_role=PortalRole.VOICE_CENTRE),
    )


def make_confederation():
    """Make the unit whose polls are national."""
    return make_unit("TLD", kind=UnitKind.CONFEDERATION, name="Tổng Liên đoàn Lao động Việt Nam")


def draft(people: Any, *, unit=None, **values: Any) -> Poll:
    """Make a draft through the service."""
    poll = create_poll(
        unit=unit or people.unit,
        user=people.centre if unit else people.chief,
        values={"title_vi": "Bữa ăn ca", "audience": Audience.EVERYONE} | values,
        request_key=uuid4(),
        now=timezone.now(),
    )
    return Poll.objects.get(pk=poll.pk)


def ask(
    poll: Poll,
    user,
    text: str = "Bạn có hài lòng không?",
    kind: str = QuestionKind.SINGLE,
    *,
    section=None,
    choices: Any = None,
    rows: Any = (),
    **values: Any,
) -> PollQuestion:
    """Add a question through the service, after whatever was changed before."""
    poll.refresh_from_db()
    return add_question(
        poll_id=poll.pk,
        section_id=(section or poll.sections.first()).pk,
        user=user,
        seen=poll.version,
        values={"text_vi": text, "kind": kind} | values,
        choices=YES_NO if choices is None else choices,
        rows=rows,
    )


def wording(poll: Poll) -> list[str]:
    """Return the questions of a poll in the order of the voters."""
    order = ("section__sort_order", "section", "sort_order", "pk")
    questions = PollQuestion.objects.filter(section__poll=poll).order_by(*order)
    return list(questions.values_list("text_vi", flat=True))
