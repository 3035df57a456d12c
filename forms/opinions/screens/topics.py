"""Topics with their figures; one topic with its groups and what might belong together."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from core.addresses import canonical_url
from units.enums import UnitRole
from units.rules import is_portal_administrator, units_of

from ..models import OpinionIndexPage, OpinionTopicPage
from ..moderation import groups_of, propose_groups, topics_for, with_figures
from ..queries import open_first
from ..services.decisions import DecisionRefused
from ..services.grouping import add_to_group, make_group
from ..summaries import summarize
from .base import OpinionScreen
from .forms import GroupForm
from .queue import chosen_ids
from .rows import queue_rows

WRITERS = (UnitRole.CHIEF_EDITOR, UnitRole.CONTRIBUTOR)
TOPIC_MODEL = (OpinionTopicPage._meta.app_label, OpinionTopicPage._meta.model_name)
TOPICS_A_SCREEN, OPINIONS_A_SCREEN, MOST_PROPOSALS = 30, 50, 10


class TopicListView(OpinionScreen):
    """All topics of the account, open ones first."""

    template = "opinions/admin/topics.html"
    page_title = _("Opinions by topic")

    def get(self, request) -> HttpResponse:
        """Show one screen."""
        topics = with_figures(open_first(topics_for(request.user), now=self.now))
        topics = topics.select_related("unit").defer("body")
        page = Paginator(topics, TOPICS_A_SCREEN).get_page(request.GET.get("page"))
        rows = [{"topic": one, "phase": one.phase_at(self.now)} for one in page.object_list]
        return self.answer(
            tabs=self.tabs("opinion_topics"),
            cards=page,
            rows=rows,
            new_topics=_new_topic_links(request.user),
        )


def _new_topic_links(user) -> list[dict[str, str]]:
    """Return `[{"url", "name"}]` of the editor for a new topic in each section of the account."""
    sections = OpinionIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    if is_portal_administrator(user):
        sections = sections.filter(unit=None)
    else:
        sections = sections.filter(unit_id__in=units_of(user, *WRITERS))
    return [
        {
            "url": reverse("wagtailadmin_pages:add", args=[*TOPIC_MODEL, section.pk]),
            "name": section.unit.short_name_vi if section.unit else "",
        }
        for section in sections.select_related("unit")
    ]


class TopicScreen(OpinionScreen):
    """A screen about one topic; that of another unit does not exist here."""

    @cached_property
    def topic(self) -> OpinionTopicPage:
        """Return the topic. Raises `Http404`."""
        topics = topics_for(self.request.user).select_related("unit", "locale")
        topic = topics.filter(pk=self.kwargs["topic_id"]).first()
        if topic is None:
            raise Http404
        return topic

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list of topics."""
        return [(reverse("opinion_topics"), str(TopicListView.page_title))]

    def get_page_subtitle(self) -> str:
        """Name the topic."""
        return self.topic.title


class TopicView(TopicScreen):
    """One topic: figures, groups with their replies, proposals, opinions without a group."""

    http_method_names = ["get", "post"]
    template = "opinions/admin/topic.html"

    def get(self, request, topic_id: int) -> HttpResponse:
        """Show the topic."""
        return self._show(GroupForm())

    def post(self, request, topic_id: int) -> HttpResponse:
        """Make a group of the chosen opinions, or add them to one."""
        ids = chosen_ids(request.POST.getlist("id"))
        form = GroupForm(request.POST)
        try:
            if "group" in request.POST:
                return self._add(ids)
            if form.is_valid():
                group = make_group(
                    topic_id=self.topic.pk,
                    opinion_ids=ids,
                    label=form.cleaned_data["label"],
                    by=request.user,
                    now=self.now,
                )
                messages.success(request, _("The group is made. Now write the reply."))
                return redirect("opinion_group", group.pk)
        except DecisionRefused as refusal:
            messages.error(request, str(refusal))
        return self._show(form, chosen=ids, status=422)

    def _add(self, ids: set[int]) -> HttpResponse:
        [group_id] = chosen_ids([self.request.POST["group"]])
        if not self.topic.opinion_groups.filter(pk=group_id).exists():
            raise Http404
        add_to_group(group_id=group_id, opinion_ids=ids, by=self.request.user)
        messages.success(self.request, _("Added to the group."))
        return redirect("opinion_group", group_id)

    def _show(
        self, form: GroupForm, chosen: set[int] | None = None, status: int = 200
    ) -> HttpResponse:
        free = self.topic.opinions.published().filter(group=None).order_by("-decided_at", "-pk")
        page = Paginator(free, OPINIONS_A_SCREEN).get_page(self.request.GET.get("page"))
        return self.answer(
            status=status,
            topic=self.topic,
            public_url=canonical_url(self.topic) if self.topic.live else "",
            phase=self.topic.phase_at(self.now),
            summary=summarize(self.topic),
            groups=groups_of(self.topic),
            proposals=[
                {"rows": queue_rows(one.opinions), "group": one.group}
                for one in propose_groups(self.topic)[:MOST_PROPOSALS]
            ],
            cards=page,
            rows=queue_rows(page.object_list),
            form=form,
            chosen=chosen or set(),
        )
