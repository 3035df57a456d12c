"""Gives several questions to the units that were proposed, each in a transaction of its own."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from units.models import Unit

from ... import rules
from ...errors import QuestionRefused
from ...models import Question
from ...services.assigning import assign
from .base import QuestionScreen

MOST = 100


class AssignView(QuestionScreen):
    """Takes what the list's form says: `id` of the chosen, `unit-<id>` as it was proposed."""

    http_method_names = ["post"]

    def allowed(self, user) -> bool:
        """Let in the centre."""
        return rules.is_voice_centre(user)

    def post(self, request) -> HttpResponse:
        """Assign each; a refusal stops no other and is said."""
        one = request.POST.get("one", "")
        ids = [one] if one else request.POST.getlist("id")
        chosen = [int(number) for number in ids[:MOST] if number.isdecimal() and len(number) < 15]
        done = sum(self._assign(question_id) for question_id in chosen)
        if done:
            text = ngettext(
                "%(count)s question was given to its unit.",
                "%(count)s questions were given to their units.",
                done,
            )
            messages.success(request, text % {"count": done})
        if not chosen:
            messages.warning(request, _("Choose questions first."))
        return redirect(f"{reverse('question_list')}?tab=new")

    def _assign(self, question_id: int) -> bool:
        code = self.request.POST.get(f"unit-{question_id}", "")
        unit = Unit.objects.filter(pk=code).first() if code.isdecimal() else None
        try:
            if unit is None:
                raise QuestionRefused(_("No unit is proposed; open the question to choose one."))
            assign(question_id=question_id, unit=unit, user=self.request.user, now=self.now)
        except Question.DoesNotExist:
            return False
        except QuestionRefused as refusal:
            messages.error(self.request, f"#{question_id}: {refusal}")
            return False
        return True
