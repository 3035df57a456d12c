"""The list of questions: each role's own work first, filtered and searched."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from units.models import Unit

from ... import queries, rules
from ...models import Question
from ..filters import FilterForm
from ..rows import DUE_FIRST, NEWEST_FIRST, rows_of, with_rows
from ..tabs import BEHIND_FIGURES, Moment, Tab, count_tabs, tab_of, tabs_for
from .base import QuestionScreen, page_of


class QuestionListView(QuestionScreen):
    """One tab of the questions that the account may open."""

    template_name = "questions/desk/list.html"
    http_method_names = ["get"]

    @cached_property
    def moment(self) -> Moment:
        """Return for whom and which days the tabs speak."""
        soon = queries.soon_until(self.today)
        return Moment(self.request.user, self.today, soon)

    @cached_property
    def tab(self) -> Tab:
        """Return the tab of the address; without one the first in which something is to be done."""
        asked = self.request.GET.get("tab", "")
        tabs = tabs_for(self.request.user)
        first = next((tab for tab in tabs if tab.is_open and self.counts[tab.key]), tabs[0])
        return tab_of(asked, self.request.user) if asked else first

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how many questions stand in each tab."""
        tabs = [*tabs_for(self.request.user), *BEHIND_FIGURES]
        return count_tabs(self.filtered(), tabs, self.moment)

    @cached_property
    def form(self) -> FilterForm:
        """Return the filters of the address."""
        return FilterForm(self.request.GET, user=self.request.user)

    def filtered(self) -> QuerySet[Question]:
        """Return the account's questions that fit the filters, of every tab."""
        return self.form.narrow(rules.questions_for(self.request.user))

    def shown(self) -> QuerySet[Question]:
        """Return the questions of the tab in its order, with what a line names."""
        questions = with_rows(self.filtered().filter(self.tab.condition(self.moment)))
        return questions.order_by(*(DUE_FIRST if self.tab.is_open else NEWEST_FIRST))

    def get(self, request) -> HttpResponse:
        """Show one page of the tab."""
        page = page_of(self.shown(), request)
        assigns = self.tab.key == "new"
        context = self.get_context_data(
            form=self.form,
            tabs=self._tabs(),
            tab=self.tab,
            page_obj=page,
            rows=rows_of(list(page.object_list), today=self.today, proposes=assigns),
            assigns=assigns,
            is_centre=rules.is_voice_centre(request.user),
            late_units=self._late_units() if self.tab.key == "late" else [],
            export_url=f"{reverse('question_export')}?{self._query(tab=self.tab.key)}",
            links=self._links(),
            query=self._query(tab=self.tab.key),
        )
        return render(request, self.template_name, context)

    def _query(self, **extra: Any) -> str:
        """Return the filters of the address, with other values where given."""
        chosen = {name: self.request.GET.get(name, "") for name in self.form.fields} | extra
        return urlencode({name: value for name, value in chosen.items() if value})

    def _tabs(self) -> list[dict]:
        tabs = tabs_for(self.request.user)
        tabs += [] if self.tab in tabs else [self.tab]
        return [
            {
                "label": tab.label,
                "count": self.counts[tab.key],
                "url": f"?{self._query(tab=tab.key)}",
                "is_current": tab == self.tab,
            }
            for tab in tabs
        ]

    def _late_units(self) -> list[dict]:
        """Return how many questions each unit owes, the most first; for the centre."""
        if not rules.is_voice_centre(self.request.user):
            return []
        late = self.filtered().filter(queries.is_late(self.today)).order_by()
        counts = list(
            late.values_list("unit").annotate(count=Count("pk")).order_by("-count", "unit")
        )
        units = Unit.objects.in_bulk([unit_id for unit_id, _count in counts])
        return [
            {
                "unit": units[unit_id],
                "count": count,
                "url": f"?{self._query(tab='late', unit=unit_id)}",
            }
            for unit_id, count in counts
        ]

    def _links(self) -> list[dict]:
        """Return the other screens of questions that the account opens."""
        user = self.request.user
        centre, answers = rules.is_voice_centre(user), bool(rules.answering_units(user))
        links = [
            (_("Answers in time"), "question_figures", True),
            (_("Advice asked of your unit"), "question_advice_list", answers),
            (_("Reply templates"), "reply_templates:index", True),
            (_("When an officer leaves"), "question_resend", True),
            (_("Topics"), "question_topics:index", centre),
            (_("Who read contacts"), "question_readings", centre),
        ]
        return [{"label": label, "url": reverse(name)} for label, name, shown in links if shown]
