"""The poll at a glance: what comes next, all sections and questions, and where to change them."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..correction_words import corrections_of
from ..english_texts import english_gaps
from ..enums import Audience, PollPhase
from ..queries import NumberedQuestion, Outline, ballots_cast, outline_of
from ..services.announcing import begin_trial, end_trial, take_back
from ..services.arranging import DOWN, UP, move_question, move_section
from ..services.locking import OPEN_TO_CHANGES
from ..services.questions import delete_question, delete_section
from .base import PollScreen, list_crumb
from .next_steps import next_step
from .wording import condition_in_words, facts_of

ARRANGED: dict[str, tuple[Callable[..., Any], str, dict[str, int]]] = {
    "section-up": (move_section, "section_id", {"step": UP}),
    "section-down": (move_section, "section_id", {"step": DOWN}),
    "section-delete": (delete_section, "section_id", {}),
    "question-up": (move_question, "question_id", {"step": UP}),
    "question-down": (move_question, "question_id", {"step": DOWN}),
    "question-delete": (delete_question, "question_id", {}),
}


class BenchView(PollScreen):
    """The poll's own screen."""

    page_title = gettext_lazy("Poll")
    template_name = "polls/making/bench.html"
    http_method_names = ["get"]

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [list_crumb()]

    def get_page_subtitle(self) -> str:
        """Name the poll."""
        return self.poll.title

    def get(self, request, **kwargs) -> HttpResponse:
        """Show everything of a poll but what was voted."""
        outline = outline_of(self.poll)
        return self.answer(
            sections=_shown(outline),
            step=next_step(self.poll, outline, now=self.now),
            is_editable=self.poll.status in OPEN_TO_CHANGES,
            is_correctable=self.poll.is_locked and self.phase == PollPhase.OPEN,
            corrections=corrections_of(self.poll, outline),
            ballots=ballots_cast(self.poll),
            english_gaps=english_gaps(outline),
            has_codes=self.poll.audience == Audience.CODES,
        )


class ArrangeView(PollScreen):
    """Moves and deletes sections and questions: one button, one step, back to the same place."""

    http_method_names = ["post"]

    def post(self, request, **kwargs) -> HttpResponse:
        """Do what the button says, as the person saw the poll."""
        name, _colon, key = request.POST.get("act", "").partition(":")
        seen = request.POST.get("seen", "")
        if name not in ARRANGED or not key.isdecimal() or not seen.isdecimal():
            raise Http404
        service, argument, options = ARRANGED[name]
        self.told(
            lambda: service(
                poll_id=self.poll.pk,
                user=request.user,
                seen=int(seen),
                **{argument: int(key)},
                **options,
            )
        )
        kind = name.partition("-")[0]
        return redirect(f"{self.home()}#{kind}-{key}")


class StateView(PollScreen):
    """Begins and ends a trial, takes an announced poll back to draft."""

    http_method_names = ["post"]

    def post(self, request, **kwargs) -> HttpResponse:
        """Do it, and say what it means."""
        act, seen = request.POST.get("act", ""), request.POST.get("seen", "")
        if act not in self._acts() or not seen.isdecimal():
            raise Http404
        service, text = self._acts()[act]
        values = {"poll_id": self.poll.pk, "user": request.user, "seen": int(seen)}
        if act == "take_back":
            values["now"] = self.now
        if self.told(lambda: service(**values)) is not None:
            messages.success(request, text)
        return redirect(self.home())

    def _acts(self) -> dict[str, tuple[Callable[..., Any], str]]:
        return {
            "begin_trial": (
                begin_trial,
                _("The poll is on trial. Open it and vote as often as you like."),
            ),
            "end_trial": (end_trial, _("The trial is over, its ballots are deleted.")),
            "take_back": (take_back, _("The poll is a draft again. Readers no longer see it.")),
        }


def _shown(outline: Outline) -> list[dict[str, Any]]:
    return [
        {"section": section, "questions": [_question(one, outline) for one in questions]}
        for section, questions in outline.sections
    ]


def _question(one: NumberedQuestion, outline: Outline) -> dict[str, Any]:
    return {
        "number": one.number,
        "question": one.question,
        "choices": one.choices,
        "rows": one.rows,
        "facts": facts_of(one),
        "condition": condition_in_words(one, outline),
    }
