"""What other units ask of one's own: the public text, their words, and one's advice."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ... import rules
from ...errors import QuestionRefused
from ...services.advising import give_advice
from ..forms import GiveAdviceForm
from .base import QuestionScreen, list_crumb, page_of


class AdviceListView(QuestionScreen):
    """Advice asked of the account's units, what waits first."""

    page_title = gettext_lazy("Advice asked of your unit")
    template_name = "questions/desk/advice_list.html"
    http_method_names = ["get"]

    def allowed(self, user) -> bool:
        """Let in all who answer for a unit."""
        return bool(rules.answering_units(user))

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [list_crumb()]

    def get(self, request) -> HttpResponse:
        """Show one page."""
        rows = rules.advice_for(request.user).select_related("unit", "question__topic")
        ordered = rows.order_by("replied_at", "-asked_at")
        waiting = list(ordered.filter(replied_at=None))
        done = page_of(ordered.exclude(replied_at=None).order_by("-replied_at"), request)
        context = self.get_context_data(waiting=waiting, page_obj=done)
        return render(request, self.template_name, context)


class AdviceView(QuestionScreen):
    """One request for advice; of the question it shows the public text alone."""

    page_title = gettext_lazy("Advice")
    template_name = "questions/desk/advice.html"

    def allowed(self, user) -> bool:
        """Find the request; one to another unit is as good as none."""
        rows = rules.advice_for(user).select_related("unit", "question__topic", "replied_by")
        advice = rows.filter(pk=self.kwargs["advice_id"]).first()
        if advice is None:
            raise Http404
        self.advice = advice
        return True

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the lists."""
        advice = reverse("question_advice_list"), _("Advice asked of your unit")
        return [list_crumb(), advice]

    def get(self, request, advice_id: int) -> HttpResponse:
        """Show the request."""
        return self._answer(GiveAdviceForm())

    def post(self, request, advice_id: int) -> HttpResponse:
        """Give the advice; what was typed stays when it is refused."""
        form = GiveAdviceForm(request.POST)
        if not form.is_valid():
            return self._answer(form)
        try:
            give_advice(
                advice_id=advice_id,
                reply=form.cleaned_data["reply"],
                user=request.user,
                now=self.now,
            )
        except QuestionRefused as refusal:
            form.add_error(None, str(refusal))
            return self._answer(form)
        messages.success(request, _("Thank you: the unit that asked is told."))
        return redirect("question_advice_list")

    def _answer(self, form: GiveAdviceForm) -> HttpResponse:
        context = self.get_context_data(advice=self.advice, form=form)
        return render(self.request, self.template_name, context)
