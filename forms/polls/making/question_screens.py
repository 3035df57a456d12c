"""Sections and questions, each on a form of its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ..models import PollQuestion, PollSection
from ..queries import NumberedQuestion, Outline, outline_of
from ..services.locking import OPEN_TO_CHANGES
from ..services.questions import add_question, add_section, change_question, change_section
from ..validators import OptionText
from .base import PollScreen
from .forms import SectionForm
from .question_forms import PasteForm, QuestionForm, RowSet, initial_of, rows_of

AXES = ("choices", "rows")


class DraftScreen(PollScreen):
    """A screen that is there while the questions may change."""

    def allowed(self, user) -> bool:
        """Find a poll whose questions may change."""
        return super().allowed(user) and self.poll.status in OPEN_TO_CHANGES


class SectionView(DraftScreen):
    """Adds a section or changes its heading."""

    page_title = gettext_lazy("Section")
    template_name = "polls/making/section.html"
    section: PollSection | None = None

    def allowed(self, user) -> bool:
        """Find the section that the address names, if it names one."""
        if not super().allowed(user):
            return False
        if "section_id" in self.kwargs:
            self.section = self.poll.sections.filter(pk=self.kwargs["section_id"]).first()
            return self.section is not None
        return True

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the heading."""
        section = self.section or PollSection()
        texts = {"text_vi": section.text_vi, "text_en": section.text_en}
        return self.answer(form=SectionForm(initial=texts | {"seen": self.poll.version}))

    def post(self, request, **kwargs) -> HttpResponse:
        """Save the heading."""
        form = SectionForm(request.POST)
        if form.is_valid():
            values = {"poll_id": self.poll.pk, "user": request.user} | form.cleaned_data
            section = self.tried(form, lambda: self._save(values))
            if section is not None:
                messages.success(request, _("Saved."))
                return redirect(f"{self.home()}#section-{section.pk}")
        return self.answer(form=form)

    def _save(self, values: dict[str, Any]) -> PollSection:
        if self.section is None:
            return add_section(**values)
        return change_section(section_id=self.section.pk, **values)


class QuestionView(DraftScreen):
    """Adds a question or changes it; the script shows only what its kind needs."""

    page_title = gettext_lazy("Question")
    template_name = "polls/making/question.html"
    one: NumberedQuestion | None = None
    section: PollSection
    outline: Outline

    def allowed(self, user) -> bool:
        """Find the question, or the section to which one is added."""
        if not super().allowed(user):
            return False
        self.outline = outline_of(self.poll)
        if "question_id" in self.kwargs:
            return self._find_question(self.kwargs["question_id"])
        sections = [section for section, _questions in self.outline.sections]
        found = [one for one in sections if one.pk == self.kwargs["section_id"]]
        if found:
            self.section = found[0]
        return bool(found)

    def get_page_subtitle(self) -> str:
        """Name the question by its number."""
        if self.one is None:
            return _("New question")
        return _("Question %(number)s") % {"number": self.one.number}

    def get(self, request, **kwargs) -> HttpResponse:
        """Show the question as it is, or an empty one."""
        initial = initial_of(self.one.question) if self.one else {}
        initial["seen"] = self.poll.version
        rows = {
            "choices": rows_of(self.one.choices if self.one else ()),
            "rows": rows_of(self.one.rows if self.one else ()),
        }
        return self._answer(
            QuestionForm(initial=initial, earlier=self._earlier()),
            {axis: RowSet(initial=rows[axis], prefix=axis) for axis in AXES},
            {axis: PasteForm(prefix=f"{axis}-paste") for axis in AXES},
        )

    def post(self, request, **kwargs) -> HttpResponse:
        """Save, or show what is wrong beside everything that was typed."""
        form = QuestionForm(request.POST, earlier=self._earlier())
        sets: dict[str, Any] = {axis: RowSet(request.POST, prefix=axis) for axis in AXES}
        pasted = {axis: PasteForm(request.POST, prefix=f"{axis}-paste") for axis in AXES}
        # Each is asked, so that all faults are shown at once.
        whole: list[Any] = [form, *sets.values(), *pasted.values()]
        parts = [one.is_valid() for one in whole]
        question = self._save(form, _texts(sets, pasted)) if all(parts) else None
        if question is None:
            return self._answer(form, sets, pasted)
        messages.success(request, _("The question is saved."))
        if "another" in request.POST:
            return redirect("poll_question_new", self.poll.pk, question.section_id)
        return redirect(f"{self.home()}#question-{question.pk}")

    def _find_question(self, question_id: int) -> bool:
        self.one = self.outline.by_id.get(question_id)
        if self.one is None:
            return False
        self.section = self.one.question.section
        return True

    def _earlier(self) -> list[NumberedQuestion]:
        """Return the questions before this one."""
        if self.one is not None:
            return self.outline.questions[: self.one.number - 1]
        found: list[NumberedQuestion] = []
        for section, questions in self.outline.sections:
            found += questions
            if section.pk == self.section.pk:
                break
        return found

    def _save(self, form: QuestionForm, texts: dict[str, list[OptionText]]) -> PollQuestion | None:
        values: dict[str, Any] = {
            "poll_id": self.poll.pk,
            "user": self.request.user,
            "seen": form.cleaned_data["seen"],
            "values": form.values,
            **texts,
        }

        def act() -> PollQuestion:
            try:
                if self.one is None:
                    return add_question(section_id=self.section.pk, **values)
                return change_question(question_id=self.one.question.pk, **values)
            except ValidationError as fault:
                left = form.put_option_faults(fault)
                raise (left or ValidationError({})) from fault

        return self.tried(form, act)

    def _answer(
        self, form: QuestionForm, sets: dict[str, Any], pasted: dict[str, PasteForm]
    ) -> HttpResponse:
        return self.answer(
            form=form,
            section=self.section,
            one=self.one,
            option_sets=[
                {
                    "name": axis,
                    "rows": sets[axis],
                    "paste": pasted[axis],
                    "faults": form.option_faults[axis],
                }
                for axis in AXES
            ],
        )


def _texts(sets: dict[str, Any], pasted: dict[str, PasteForm]) -> dict[str, list[OptionText]]:
    return {axis: sets[axis].texts + pasted[axis].cleaned_data["more"] for axis in AXES}
