"""Screens of the calendar of working days, for those who keep it."""

from functools import wraps

import django_filters
from django.http import Http404
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from core.models import CalendarDay
from units.calendar.rules import keeps_calendar
from units.calendar.services import keep_day, remove_day


def years_kept() -> list[tuple[int, str]]:
    """Return the years that have days, the latest first; one query."""
    years = CalendarDay.objects.dates("date", "year", order="DESC")
    return [(day.year, str(day.year)) for day in years]


class CalendarFilterSet(WagtailFilterSet):
    """Narrows the days to a year, a kind, or what is not announced yet."""

    year = django_filters.ChoiceFilter(
        label=_("Year"), field_name="date", lookup_expr="year", choices=years_kept
    )

    class Meta:
        model = CalendarDay
        fields = ["year", "kind", "is_provisional"]


class CalendarIndexView(IndexView):
    """A list that reads as cards on a phone."""

    table_classname = "listing portal-stack"


class KeepsDay:
    """Saves through the service, which keeps the audit trail."""

    def save_instance(self):
        """Keep the day under the name of who wrote it."""
        return keep_day(day=self.form.save(commit=False), user=self.request.user)


class CalendarCreateView(KeepsDay, CreateView):
    """Adds a day."""


class CalendarEditView(KeepsDay, EditView):
    """Changes a day."""


class CalendarDeleteView(DeleteView):
    """Removes a day through the service, which keeps the audit trail."""

    def delete_action(self) -> None:
        """Remove the day."""
        remove_day(day=self.object, user=self.request.user)


def weekday_of(day: CalendarDay) -> str:
    """Return the name of the day of the week, in one piece."""
    return formats.date_format(day.date, "l").replace(" ", "\N{NO-BREAK SPACE}")


def kind_of(day: CalendarDay) -> str:
    """Return what the day is, and whether that is only expected."""
    kind = day.get_kind_display()
    return gettext("%(kind)s (provisional)") % {"kind": kind} if day.is_provisional else kind


class CalendarDayViewSet(ModelViewSet):
    """Holidays and make-up days, with their sources."""

    model = CalendarDay
    name = "calendar-days"
    icon = "calendar-alt"
    menu_label = _("Working days")
    menu_order = 420
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = CalendarIndexView
    add_view_class = CalendarCreateView
    edit_view_class = CalendarEditView
    delete_view_class = CalendarDeleteView
    filterset_class = CalendarFilterSet
    ordering = "-date"
    list_per_page = 50
    list_display = [
        "__str__",
        Column("weekday", label=_("Day of the week"), accessor=weekday_of),
        Column("kind", label=_("Kind"), accessor=kind_of, sort_key="kind"),
        "source",
    ]
    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldPanel("source"),
        FieldPanel("is_provisional"),
    ]

    def construct_view(self, view_class, **kwargs):
        """Guard each view: a policy alone does not guard every one of them."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request, *args, **view_kwargs):
            if not keeps_calendar(request.user):
                raise Http404
            return view(request, *args, **view_kwargs)

        return guarded


calendar_viewset = CalendarDayViewSet()
