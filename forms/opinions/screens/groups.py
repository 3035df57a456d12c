"""One group of opinions: who is in it, and the reply that all of them get at once."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..models import OpinionGroup
from ..moderation import groups_for
from ..services.decisions import DecisionRefused
from ..services.grouping import dissolve_group, remove_from_group
from ..services.replying import publish_reply, save_reply, version_of
from .base import OpinionScreen, topic_crumb
from .forms import ReplyForm
from .queue import chosen_ids
from .rows import queue_rows


class GroupView(OpinionScreen):
    """The screen of one group; that of another unit does not exist here."""

    http_method_names = ["get", "post"]
    template = "opinions/admin/group.html"
    header_icon = "group"

    @cached_property
    def group(self) -> OpinionGroup:
        """Return the group as it was when the request came. Raises `Http404`."""
        rows = groups_for(self.request.user)
        rows = rows.select_related("topic__unit", "topic__locale", "replied_by")
        group = rows.filter(pk=self.kwargs["opinion_group_id"]).first()
        if group is None:
            raise Http404
        return group

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the topic."""
        return [*super().trail(), topic_crumb(self.group.topic)]

    def get_page_subtitle(self) -> str:
        """Name the group."""
        return self.group.label

    def get(self, request, opinion_group_id: int) -> HttpResponse:
        """Show the group."""
        return self._show(self._form())

    def post(self, request, opinion_group_id: int) -> HttpResponse:
        """Do what the pressed button says."""
        try:
            if "remove" in request.POST:
                return self._remove(request.POST["remove"])
            if "dissolve" in request.POST:
                return self._dissolve()
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("opinion_group", self.group.pk)
        return self._write()

    def _write(self) -> HttpResponse:
        form = ReplyForm(self.request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        data: dict[str, Any] = {"group_id": self.group.pk, "by": self.request.user}
        try:
            if "publish" in self.request.POST:
                publish_reply(**data, **form.cleaned_data, now=self.now)
                text = _("The reply is published for all opinions of this group.")
            else:
                save_reply(**data, **form.cleaned_data)
                text = _("Saved. Readers do not see it yet.")
        except DecisionRefused as refusal:
            form.add_error(None, str(refusal))
            return self._show(form, status=422)
        messages.success(self.request, text)
        return redirect("opinion_group", self.group.pk)

    def _remove(self, value: str) -> HttpResponse:
        [opinion_id] = chosen_ids([value])
        if not self.group.opinions.filter(pk=opinion_id).exists():
            raise DecisionRefused(_("This opinion is no longer in the group."))
        remove_from_group(opinion_id=opinion_id, group_id=self.group.pk, by=self.request.user)
        messages.success(self.request, _("Taken out of the group."))
        return redirect("opinion_group", self.group.pk)

    def _dissolve(self) -> HttpResponse:
        dissolve_group(group_id=self.group.pk, by=self.request.user)
        messages.success(self.request, _("The group is dissolved; its opinions stay published."))
        return redirect("opinion_topic", self.group.topic_id)

    def _form(self) -> ReplyForm:
        group = self.group
        seen = version_of(group)
        return ReplyForm(initial={"label": group.label, "reply": group.reply, "seen": seen})

    def _show(self, form: ReplyForm, status: int = 200) -> HttpResponse:
        opinions = self.group.opinions.order_by("-decided_at", "-pk")
        return self.answer(
            status=status,
            group=self.group,
            topic=self.group.topic,
            form=form,
            media=form.media,
            rows=queue_rows(opinions),
            has_unpublished=self.group.reply != self.group.public_reply,
        )
