"""The page to which a tracking code leads; the code itself stands in no address and no cookie."""

from collections.abc import Callable
from typing import Any

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters

from core.private_pages import private_page
from forms.guarding import limits

from ..errors import QuestionRefused
from ..models import Question
from ..services.following import add, contest, thank, withdraw
from ..tracking import find_question
from .forms import AddForm, CodeForm, ContestForm, ThreadForm
from .frames import national_section
from .thread import thread_of

COOKIE, TOKEN = "followed", "forms.questions.thread"
HALF_AN_HOUR, HALF_A_DAY = 30 * 60, 12 * 3600
GUESS, MESSAGE = "question_code", "question_message"
DONE = {"added", "thanked", "contested", "withdrawn", "closed"}


@method_decorator([private_page, csrf_protect, sensitive_post_parameters()], "dispatch")
class FollowView(View):
    """Asks for the code, shows the question, and takes what the asker does with it.

    A signed cookie of this address alone remembers for half an hour which question was opened.
    Each form names its question itself, so that two tabs never mix two questions up.
    """

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the question that was opened, else the field for the code."""
        question = self._opened()
        done = request.GET.get("xong", "")
        done = done if done in DONE else ""
        if question is None:
            return self._code_page(CodeForm(), done=done)
        return self._thread_page(question, done=done)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open a question by its code, or do what one of its forms asks for."""
        action = request.POST.get("action", "")
        if action == "close":
            return self._leave("closed")
        if action not in ACTIONS:
            return self._open()
        question = self._named()
        if action == "withdraw" and question is not None and not question.text:
            return self._leave("withdrawn")
        if question is None or not question.text:
            lost = request.POST.get("text", "")[:50_000]
            return self._code_page(CodeForm(), status=422, lost=lost, is_expired=True)
        try:
            limits.check(request, MESSAGE)
        except limits.TooMany as flood:
            return self._refused(question, flood.message, 429, flood)
        try:
            return ACTIONS[action](self, question)
        except QuestionRefused as refusal:
            return self._refused(question, str(refusal), 409)

    def _open(self) -> HttpResponse:
        form = CodeForm(self.request.POST)
        if not form.is_valid():
            return self._code_page(form, status=422)
        question = find_question(form.cleaned_data["code"])
        if question is not None:
            return self._back_to(question)
        try:
            limits.guess(self.request, GUESS)
        except limits.TooMany as flood:
            form.add_error(None, flood.message)
            return self._code_page(form, status=429, flood=flood)
        form.add_error("code", _("No question has this code. Look at it again, sign by sign."))
        return self._code_page(form, status=422)

    def _add(self, question: Question) -> HttpResponse:
        form = AddForm(self.request.POST, self.request.FILES, question=question)
        is_valid = form.is_valid()
        form.settle_files()
        if not is_valid:
            form.keep_files(now=form.now)
            return self._thread_page(question, status=422, add_form=form)
        with transaction.atomic():
            add(
                question_id=question.pk,
                submission_key=form.submission_key,
                text=form.cleaned_data["text"],
                files=form.cleaned_data["attachments"],
                now=form.now,
            )
        return self._back_to(question, "added")

    def _thank(self, question: Question) -> HttpResponse:
        form = ThreadForm(self.request.POST, question=question)
        if not form.is_valid():
            return self._refused(question, " ".join(map(str, form.non_field_errors())), 422)
        thank(question_id=question.pk, submission_key=form.submission_key, now=form.now)
        return self._back_to(question, "thanked")

    def _contest(self, question: Question) -> HttpResponse:
        form = ContestForm(self.request.POST, question=question)
        if not form.is_valid():
            return self._thread_page(question, status=422, contest_form=form)
        contest(
            question_id=question.pk,
            submission_key=form.submission_key,
            text=form.cleaned_data["text"],
            now=form.now,
        )
        return self._back_to(question, "contested")

    def _withdraw(self, question: Question) -> HttpResponse:
        if self.request.POST.get("sure") != "yes":
            message = _("Tick that you are sure, then withdraw.")
            return self._refused(question, message, 422)
        withdraw(question_id=question.pk, now=timezone.now())
        return self._leave("withdrawn")

    def _opened(self) -> Question | None:
        token = self.request.get_signed_cookie(COOKIE, default="", salt=TOKEN, max_age=HALF_AN_HOUR)
        question = _question(int(token)) if token else None
        return question if question and question.text else None

    def _named(self) -> Question | None:
        """Return the question that a form names, None when the form lay open for too long."""
        try:
            token = self.request.POST.get("thread", "")
            return _question(signing.loads(token, salt=TOKEN, max_age=HALF_A_DAY))
        except signing.BadSignature:
            return None

    def _back_to(self, question: Question, done: str = "") -> HttpResponse:
        response = HttpResponseRedirect(self._address(done))
        response.set_signed_cookie(
            COOKIE, str(question.pk), salt=TOKEN, max_age=HALF_AN_HOUR, path=self._address(),
            secure=self.request.is_secure(), httponly=True, samesite="Lax",
        )  # fmt: skip
        return response

    def _leave(self, done: str) -> HttpResponse:
        response = HttpResponseRedirect(self._address(done))
        response.delete_cookie(COOKIE, path=self._address(), samesite="Lax")
        return response

    def _address(self, done: str = "") -> str:
        return reverse("follow_question") + (f"?xong={done}" if done else "")

    def _refused(
        self, question: Question, message: str, status: int, flood: limits.TooMany | None = None
    ) -> HttpResponse:
        """Show the question with a refusal and all that was typed."""
        data = self.request.POST
        forms: dict[str, Any] = {}
        if data.get("action") == "add":
            forms["add_form"] = AddForm(data, question=question)
        elif data.get("action") == "contest":
            forms["contest_form"] = ContestForm(data, question=question)
        # What a form says of itself would only hide why it was refused.
        for form in forms.values():
            form.errors.clear()
        return self._thread_page(question, status=status, refusal=message, flood=flood, **forms)

    def _thread_page(
        self,
        question: Question,
        *,
        status: int = 200,
        flood: limits.TooMany | None = None,
        **values: Any,
    ) -> HttpResponse:
        context = {
            "thread": thread_of(question, request=self.request, now=timezone.now()),
            "thread_token": signing.dumps(question.pk, salt=TOKEN),
            "add_form": AddForm(question=question),
            "contest_form": ContestForm(question=question),
            "plain_form": ThreadForm(question=question),
        }
        return self._page("questions/thread.html", context | values, status, flood)

    def _code_page(
        self,
        form: CodeForm,
        *,
        status: int = 200,
        flood: limits.TooMany | None = None,
        **values: Any,
    ) -> HttpResponse:
        return self._page("questions/follow.html", {"form": form} | values, status, flood)

    def _page(
        self, template: str, context: dict[str, Any], status: int, flood: limits.TooMany | None
    ) -> HttpResponse:
        context |= {"section": national_section()}
        page = render(self.request, template, context, status=status)
        if flood:
            page["Retry-After"] = str(flood.retry_after)
        return page


def _question(pk: int) -> Question | None:
    """Return a question with what its page shows; one without text was withdrawn."""
    related = ("unit", "topic", "page", "contact", "merged_into__unit", "merged_into__page")
    return Question.objects.select_related(*related).filter(pk=pk).first()


ACTIONS: dict[str, Callable[[FollowView, Question], HttpResponse]] = {
    "add": FollowView._add,
    "thank": FollowView._thank,
    "contest": FollowView._contest,
    "withdraw": FollowView._withdraw,
}
