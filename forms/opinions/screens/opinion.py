"""One opinion: read it, publish it without what is personal, or refuse it with a reason."""

from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from forms.guarding.personal_details import find_personal_details, hide_personal_details

from ..enums import OpinionState
from ..models import Opinion
from ..moderation import like_opinion, marked_parts, opinions_for
from ..services.decisions import DecisionRefused, standing_of
from ..services.moderating import publish_opinion, refuse_opinion
from .base import OpinionScreen, topic_crumb
from .forms import PublishForm, RefuseForm
from .rows import queue_rows

MOST_LIKE = 10


class OpinionView(OpinionScreen):
    """The screen of one opinion; that of another unit does not exist here."""

    http_method_names = ["get", "post"]
    template = "opinions/admin/opinion.html"

    @cached_property
    def opinion(self) -> Opinion:
        """Return the opinion as it was when the request came. Raises `Http404`."""
        rows = opinions_for(self.request.user)
        rows = rows.select_related("topic__unit", "topic__locale", "group", "decided_by")
        opinion = rows.filter(pk=self.kwargs["opinion_id"]).first()
        if opinion is None:
            raise Http404
        return opinion

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the topic too."""
        return [*super().trail(), topic_crumb(self.opinion.topic)]

    def get_page_subtitle(self) -> str:
        """Name the opinion."""
        return _("Opinion %(number)s") % {"number": self.opinion.pk}

    def get(self, request, opinion_id: int) -> HttpResponse:
        """Show the opinion and both forms."""
        return self._show(self._publish_form(), self._refuse_form())

    def post(self, request, opinion_id: int) -> HttpResponse:
        """Decide, or say why not; what was typed stays."""
        publish, refuse = self._publish_form(), self._refuse_form()
        if "refuse" in request.POST:
            refuse = RefuseForm(request.POST, prefix="refuse")
            return self._decide(refuse, refuse_opinion) or self._show(publish, refuse, 422)
        publish = PublishForm(request.POST, prefix="publish")
        return self._decide(publish, publish_opinion) or self._show(publish, refuse, 422)

    def _decide(self, form: django_forms.Form, service: Any) -> HttpResponse | None:
        if not form.is_valid():
            return None
        try:
            done = service(
                opinion_id=self.opinion.pk, by=self.request.user, now=self.now, **form.cleaned_data
            )
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
            return None
        said = {"number": done.pk, "state": done.get_state_display()}
        messages.success(self.request, _("Opinion %(number)s: %(state)s.") % said)
        return redirect(self._next() or reverse("opinions_queue"))

    def _next(self) -> str:
        """Return the next opinion that waits on this topic, the oldest first."""
        waiting = opinions_for(self.request.user).waiting().filter(topic=self.opinion.topic_id)
        following = waiting.order_by("received_at", "pk").values_list("pk", flat=True).first()
        return reverse("opinion_show", args=[following]) if following else ""

    def _publish_form(self) -> PublishForm:
        opinion = self.opinion
        is_public = opinion.state == OpinionState.PUBLISHED
        return PublishForm(
            prefix="publish",
            initial={
                # What may be personal is left out already: the original stands above the form.
                "public_text": opinion.public_text or hide_personal_details(opinion.text),
                "shows_name": bool(opinion.public_name) if is_public else True,
                "seen": standing_of(opinion),
            },
        )

    def _refuse_form(self) -> RefuseForm:
        opinion = self.opinion
        return RefuseForm(
            prefix="refuse",
            initial={
                "reason": opinion.refusal_reason,
                "note": opinion.refusal_note,
                "seen": standing_of(opinion),
            },
        )

    def _show(self, publish: PublishForm, refuse: RefuseForm, status: int = 200) -> HttpResponse:
        opinion = self.opinion
        is_withdrawn = opinion.state == OpinionState.WITHDRAWN
        was_forgotten = opinion.state == OpinionState.REFUSED and opinion.forgotten_at is not None
        return self.answer(
            status=status,
            opinion=opinion,
            parts=marked_parts(opinion.text),
            names=find_personal_details(opinion.shown_name),
            publish_form=publish,
            refuse_form=refuse,
            can_publish=not is_withdrawn and not was_forgotten,
            can_refuse=not is_withdrawn,
            alike=queue_rows(like_opinion(opinion)[:MOST_LIKE]) if not is_withdrawn else [],
            decisions=opinion.decisions.select_related("by"),
        )
