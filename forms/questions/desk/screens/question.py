"""One question: all that is known, the answer, and what may be done, in the order of the work."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ... import rules
from ...enums import StepAction
from ...errors import QuestionRefused
from ...models import Contact
from ...routing import Proposal, propose
from ...services.contacts import read_contact
from .. import drafting
from ..actions import BY_KEY, Action, offered
from ..forms import ActionForm, ContactForm, DraftForm
from ..reads import last_step, question_facts, work_so_far
from .base import QuestionScreen, list_crumb, question_or_404

NEVER_STALE = ("note", "advice")


@dataclass(frozen=True)
class ActionRow:
    """An action with its form; open while what was typed stands in it."""

    action: Action
    form: ActionForm

    @property
    def is_open(self) -> bool:
        """Tell whether the form comes back from a try."""
        return self.form.is_bound


class QuestionView(QuestionScreen):
    """Shows a question and does what is asked; what was typed stays when it is refused."""

    page_title = gettext_lazy("Question")
    template_name = "questions/desk/question.html"

    def allowed(self, user) -> bool:
        """Find the question; another unit's is as good as none."""
        self.question = question_or_404(user, self.kwargs["question_id"])
        self.forms: dict[str, ActionForm] = {}
        self.contact: Contact | None = None
        self.proposal: Proposal | None = None
        return True

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [list_crumb()]

    def get_page_subtitle(self) -> str:
        """Name the question by its number."""
        return _("Question no. %(number)s") % {"number": self.question.pk}

    def get(self, request, question_id: int) -> HttpResponse:
        """Show the question."""
        return self._answer()

    def post(self, request, question_id: int) -> HttpResponse:
        """Do one thing."""
        key = request.POST.get("action", "")
        if key == "contact":
            return self._read_contact()
        if key == drafting.PREFIX:
            return self._draft()
        action = BY_KEY.get(key)
        if action is None or not action.who(request.user, self.question):
            raise Http404
        return self._act(action)

    def _act(self, action: Action) -> HttpResponse:
        form = self._bound(action.form_class, action.key)
        if self._is_stale(form, action.key) or not form.is_valid():
            return self._answer()
        try:
            action.run(self.question, self.request.user, form.cleaned_data, self.now)
        except QuestionRefused as refusal:
            return self._refused(form, refusal)
        messages.success(self.request, action.done)
        if rules.questions_for(self.request.user).filter(pk=self.question.pk).exists():
            return redirect("question_show", self.question.pk)
        return redirect("question_list")

    def _draft(self) -> HttpResponse:
        user = self.request.user
        if not rules.may_work(user, self.question):
            raise Http404
        form = cast(DraftForm, self._bound(DraftForm, drafting.PREFIX))
        if not form.is_valid():
            return self._answer()
        wanted = self.request.POST.get("do", "save")
        if wanted in ("insert", "redact"):
            return self._proposed(form, wanted)
        if self._is_stale(form, drafting.PREFIX):
            return self._answer()
        try:
            text = drafting.keep(form, user=user, now=self.now, sends=wanted == "send")
        except QuestionRefused as refusal:
            return self._refused(form, refusal)
        messages.success(self.request, text)
        return redirect("question_show", self.question.pk)

    def _proposed(self, form: ActionForm, wanted: str) -> HttpResponse:
        """Show the editor with a text put in; nothing is kept yet."""
        values = form.cleaned_data
        if wanted == "insert":
            values = drafting.with_template(values)
        else:
            values = drafting.with_redaction(values, self.question)
        self.forms[drafting.PREFIX] = self._form(DraftForm, drafting.PREFIX, initial=values)
        return self._answer()

    def _read_contact(self) -> HttpResponse:
        if not rules.may_read_contact(self.request.user, self.question):
            raise Http404
        form = self._bound(ContactForm, "contact")
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            try:
                self.contact = read_contact(
                    question_id=self.question.pk,
                    user=self.request.user,
                    reason=reason,
                    now=self.now,
                )
            except QuestionRefused as refusal:
                return self._refused(form, refusal)
        return self._answer()

    def _form(self, form_class: type[ActionForm], key: str, **kwargs: Any) -> ActionForm:
        initial = {"seen": self.last_id} | kwargs.pop("initial", {})
        return form_class(
            prefix=key, question=self.question, user=self.request.user, initial=initial, **kwargs
        )

    def _bound(self, form_class: type[ActionForm], key: str) -> ActionForm:
        form = self._form(form_class, key, data=self.request.POST)
        self.forms[key] = form
        return form

    def _is_stale(self, form: ActionForm, key: str) -> bool:
        """Tell, and say, whether somebody took a step since the person saw the question."""
        seen = form.data.get(form.add_prefix("seen"), "")
        if key in NEVER_STALE or seen == str(self.last_id):
            return False
        step = last_step(self.question)
        if step is None:
            return False
        person = step.user.get_full_name() or step.user.get_username() if step.user else ""
        text = _("Meanwhile this happened: %(step)s. Look at it, then go on.") % {
            "step": " – ".join(filter(None, [str(StepAction(step.action).label), person]))
        }
        messages.warning(self.request, text)
        self._see_again(form)
        return True

    def _refused(self, form: ActionForm, refusal: QuestionRefused) -> HttpResponse:
        form.add_error(None, str(refusal))
        messages.error(self.request, str(refusal))
        self.question = question_or_404(self.request.user, self.question.pk)
        self._see_again(form)
        return self._answer()

    def _see_again(self, form: ActionForm) -> None:
        """Let the form go on from what the person is shown now."""
        self.__dict__.pop("last_id", None)
        data = self.request.POST.copy()
        data[form.add_prefix("seen")] = str(self.last_id)
        if form.prefix == drafting.PREFIX:
            data[form.add_prefix("seen_at")] = drafting.seen_at(self.question)
        form.data = data

    @cached_property
    def last_id(self) -> int:
        """Return the id of the newest step."""
        step = last_step(self.question)
        return step.pk if step else 0

    def _answer(self) -> HttpResponse:
        user, question, rows = self.request.user, self.question, self._action_rows()
        context = self.get_context_data(
            contact=self.contact,
            proposal=self.proposal,
            contact_form=self.forms.get("contact") or self._form(ContactForm, "contact"),
            draft_form=self._draft_form(),
            **rows,
            **question_facts(user, question, today=self.today),
            **work_so_far(user, question),
        )
        context["media"] = self._media(context)
        return render(self.request, self.template_name, context)

    def _draft_form(self) -> ActionForm | None:
        if drafting.PREFIX in self.forms:
            return self.forms[drafting.PREFIX]
        if not drafting.may_draft(self.request.user, self.question):
            return None
        initial = drafting.first_values(self.question)
        return self._form(DraftForm, drafting.PREFIX, initial=initial)

    def _action_rows(self) -> dict[str, Any]:
        """Return the actions with their forms; one that was refused stays, wherever it stands."""
        actions = offered(self.request.user, self.question)
        actions += [
            BY_KEY[key] for key in self.forms if key in BY_KEY and BY_KEY[key] not in actions
        ]
        rows = [ActionRow(one, self.forms.get(one.key) or self._new_form(one)) for one in actions]
        return {
            "main_actions": [row for row in rows if row.action.is_main],
            "other_actions": [row for row in rows if not row.action.is_main],
        }

    def _new_form(self, action: Action) -> ActionForm:
        initial: dict[str, Any] = {}
        if action.key == "assign":
            question = self.question
            self.proposal = propose(
                province=question.province,
                industry=question.industry,
                asked_unit=question.asked_unit,
                day=self.today,
            )
            initial["unit"] = self.proposal.unit
        return self._form(action.form_class, action.key, initial=initial)

    def _media(self, context: dict[str, Any]):
        form = context["draft_form"]
        return form.media if form else ""
