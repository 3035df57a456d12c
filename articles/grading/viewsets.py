"""Screens of the rates, for portal administrators: each row with its source and certainty."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Media
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, IndexView

from articles.enums import Confidence
from articles.grading.explaining import dong, percent
from articles.grading.usage import last_used_on
from articles.grading.validators import IN_USE
from articles.models import BaseSalary, GenreFrame, RoyaltyRule, TaxRule
from units.viewsets import PortalAdministratorViewSet


class RateIndexView(IndexView):
    """Lists rates; deleting is offered on the row's own screen, where its use is known."""

    table_classname = "listing portal-stack"

    def get_context_data(self, *args, **kwargs):
        """Add the style of doubtful rules."""
        context = super().get_context_data(*args, **kwargs)
        context["media"] = context["media"] + Media(css={"all": ["articles/grading.css"]})
        return context

    def get_delete_url(self, instance) -> None:
        """Offer none."""


class FrameIndexView(RateIndexView):
    """Lists frames with their genres and desks in one query."""

    def get_base_queryset(self):
        """Load what every row names."""
        return super().get_base_queryset().select_related("genre", "desk")


class RateDeleteView(DeleteView):
    """Deletes a rate that nothing stands on."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse with a message what grades or payments stand on."""
        if last_used_on(self.object) is not None:
            messages.error(request, str(IN_USE))
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class RateViewSet(PortalAdministratorViewSet):
    """What all screens of rates share."""

    index_view_class = RateIndexView
    delete_view_class = RateDeleteView
    list_per_page = 50
    menu_order = 400


def certainty(rate: Any):
    """Return how sure a rule is, marked when it was not checked against the law's own text."""
    label = rate.get_confidence_display()
    if rate.confidence == Confidence.HIGH:
        return label
    return format_html(
        '<span class="grading-doubt grading-doubt--{}">{}</span>', rate.confidence, label
    )


def figure(name: str, label: Any, shown: Callable[[Any], str]) -> Column:
    """Return a column of amounts or percentages."""
    return Column(name, label=label, accessor=lambda rate: shown(getattr(rate, name)))


VALIDITY = ["valid_from", "valid_to"]
DATES = FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")])
CERTAINTY = Column("confidence", label=gettext_lazy("Certainty"), accessor=certainty)


class GenreFrameViewSet(RateViewSet):
    """Frames of the decree, and the desks' own within them."""

    model = GenreFrame
    index_view_class = FrameIndexView
    name = "genre-frames"
    icon = "sliders"
    menu_label = gettext_lazy("Royalty frames")
    list_display = ["genre", "desk", "min_coefficient", "max_coefficient", *VALIDITY, "source"]
    list_filter = ["genre", "desk"]
    panels = [
        FieldRowPanel([FieldPanel("genre"), FieldPanel("desk")]),
        FieldRowPanel([FieldPanel("min_coefficient"), FieldPanel("max_coefficient")]),
        DATES,
        FieldPanel("source"),
    ]


class BaseSalaryViewSet(RateViewSet):
    """The state's base salary by day."""

    model = BaseSalary
    name = "base-salaries"
    icon = "table"
    menu_label = gettext_lazy("Base salary")
    list_display = [
        "effective_from",
        figure("amount", gettext_lazy("Amount"), dong),
        "source",
    ]
    panels = [FieldRowPanel([FieldPanel("effective_from"), FieldPanel("amount")]),
              FieldPanel("source")]  # fmt: skip


class RoyaltyRuleViewSet(RateViewSet):
    """Percentages of the decree and of the desks' own decision."""

    model = RoyaltyRule
    name = "royalty-rules"
    icon = "list-ul"
    menu_label = gettext_lazy("Royalty rules")
    list_display = [
        "code",
        figure("min_percent", gettext_lazy("At least"), percent),
        figure("max_percent", gettext_lazy("At most"), percent),
        *VALIDITY,
        CERTAINTY,
        "source",
    ]
    list_filter = ["code", "confidence"]
    panels = [
        FieldPanel("code"),
        FieldRowPanel([FieldPanel("min_percent"), FieldPanel("max_percent")]),
        DATES,
        FieldPanel("confidence"),
        FieldPanel("source"),
    ]


class TaxRuleViewSet(RateViewSet):
    """Income tax withheld at payment."""

    model = TaxRule
    name = "tax-rules"
    icon = "decimal"
    menu_label = gettext_lazy("Tax rules")
    list_display = [
        "residence",
        figure("threshold", gettext_lazy("From a payment of"), dong),
        figure("rate_percent", gettext_lazy("Tax rate"), percent),
        *VALIDITY,
        CERTAINTY,
        "source",
    ]
    list_filter = ["residence", "confidence"]
    panels = [
        FieldPanel("residence"),
        FieldRowPanel([FieldPanel("threshold"), FieldPanel("rate_percent")]),
        DATES,
        FieldPanel("confidence"),
        FieldPanel("source"),
    ]


RATE_VIEWSETS = [GenreFrameViewSet(), BaseSalaryViewSet(), RoyaltyRuleViewSet(), TaxRuleViewSet()]
