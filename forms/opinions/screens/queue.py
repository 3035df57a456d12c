"""What waits for a moderator, and all that was decided."""

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from ..enums import OpinionState
from ..models import Opinion
from ..moderation import opinions_for, topics_for
from ..services.moderating import Outcome, publish_many
from .base import OpinionScreen
from .forms import QueueForm
from .rows import queue_rows

A_SCREEN = 50
DIGITS = 18


class QueueView(OpinionScreen):
    """Opinions one below the other: those that wait at first, the oldest first."""

    template = "opinions/admin/queue.html"

    def trail(self) -> list[tuple[str, str]]:
        """Stand at the top."""
        return []

    def get(self, request) -> HttpResponse:
        """Show one screen."""
        form = QueueForm(request.GET or None, topics=topics_for(request.user))
        state = form.chosen("state") or OpinionState.RECEIVED.value
        page = Paginator(self._opinions(form, state), A_SCREEN).get_page(request.GET.get("page"))
        return self.answer(
            tabs=self.tabs("opinions_queue"),
            form=form,
            state=state,
            cards=page,
            rows=queue_rows(page.object_list),
            acts=state == OpinionState.RECEIVED,
            back=request.get_full_path(),
        )

    def _opinions(self, form: QueueForm, state: str) -> QuerySet[Opinion]:
        rows = opinions_for(self.request.user).select_related("topic__unit")
        if state != "all":
            rows = rows.filter(state=state)
        if topic := form.chosen("topic"):
            rows = rows.filter(topic=topic)
        if words := form.chosen("q"):
            rows = rows.filter(text__icontains=words)
        first = "received_at" if state == OpinionState.RECEIVED else "-received_at"
        return rows.order_by(first, "pk")


class BulkPublishView(OpinionScreen):
    """Publishes the chosen opinions as they are; tells which were left and why."""

    http_method_names = ["post"]

    def post(self, request) -> HttpResponse:
        """Act on each and go back; one foreign number and nothing exists."""
        back = get_valid_next_url_from_request(request) or reverse("opinions_queue")
        chosen = chosen_ids(request.POST.getlist("id"))
        if not chosen:
            messages.warning(request, _("Choose at least one opinion first."))
            return redirect(back)
        own = set(opinions_for(request.user).filter(pk__in=chosen).values_list("pk", flat=True))
        if own != chosen:
            raise Http404
        self._tell(publish_many(opinion_ids=sorted(own), by=request.user, now=self.now))
        return redirect(back)

    def _tell(self, outcomes: list[Outcome]) -> None:
        done = sum(outcome.is_done for outcome in outcomes)
        if done:
            text = ngettext("%(count)s opinion published.", "%(count)s opinions published.", done)
            messages.success(self.request, text % {"count": done})
        for outcome in outcomes:
            if not outcome.is_done:
                said = {"number": outcome.opinion_id, "message": outcome.message}
                messages.warning(self.request, _("Opinion %(number)s: %(message)s") % said)


def chosen_ids(values: list[str]) -> set[int]:
    """Return the numbers of a form. Raises `Http404` for anything that is no number."""
    if len(values) > 200:
        raise BadRequest("too many opinions")
    if not all(value.isascii() and value.isdigit() and len(value) <= DIGITS for value in values):
        raise Http404
    return {int(value) for value in values}
