"""The form of one unit's year: what was typed stays, whatever is wrong with it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ...models import YearlyFigure
from ..checks import fault_of_year
from ..forms import FiguresForm, initial_of
from ..services import FiguresChanged, FiguresRefused, FiguresUnlikely, set_figures
from .base import KeeperScreen


class EditView(KeeperScreen):
    """Sets the figures of a year; without a year in the address of a new one."""

    template_name = "personnel/yearly/edit.html"

    @cached_property
    def year(self) -> int | None:
        """Return the year of the address. Raises `Http404` for one that the unit cannot have."""
        year = self.kwargs.get("year")
        if year is None:
            return None
        is_stored = YearlyFigure.objects.filter(unit=self.unit, year=year).exists()
        if not is_stored and fault_of_year(self.unit, year, self.today):
            raise Http404
        return year

    @cached_property
    def stored(self) -> YearlyFigure | None:
        """Return what stands there."""
        if self.year is None:
            return None
        rows = YearlyFigure.objects.filter(unit=self.unit, year=self.year)
        return rows.select_related("changed_by").first()

    def get_page_subtitle(self) -> str:
        """Name the year."""
        return str(self.year) if self.year else _("A further year")

    def get(self, request, code: str, year: int | None = None) -> HttpResponse:
        """Show the form."""
        initial = initial_of(self.stored) or {"year": self.today.year - 1}
        return self._show(FiguresForm(initial=initial, year=self.year))

    def post(self, request, code: str, year: int | None = None) -> HttpResponse:
        """Store what is right; else say what is wrong beside what was typed."""
        form = FiguresForm(request.POST, year=self.year)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            row = self._set(form)
        except FiguresRefused as refusal:
            _tell(form, refusal)
            return self._show(form, status=422)
        messages.success(request, _("The figures of %(year)s are stored.") % {"year": row.year})
        return redirect("figure_unit", self.unit.code)

    def _set(self, form: FiguresForm) -> YearlyFigure:
        return set_figures(
            unit=self.unit,
            year=self.year or form.cleaned_data["year"],
            figures=form.figures,
            seen=form.cleaned_data["seen"],
            is_confirmed=form.cleaned_data["confirmed"],
            user=self.request.user,
            now=self.now,
        )

    def _show(self, form: FiguresForm, *, status: int = 200) -> HttpResponse:
        return self.answer(
            status=status,
            unit=self.unit,
            form=form,
            media=form.media,
            stored=form.stored or self.stored,
        )


def _tell(form: FiguresForm, refusal: FiguresRefused) -> None:
    """Put a refusal beside the fields that it is about."""
    if isinstance(refusal, FiguresUnlikely):
        form.warn()
    if isinstance(refusal, FiguresChanged):
        form.compare(refusal.stored)
    for name, message in refusal.errors.items():
        form.add_error(name if name in form.fields else None, message)
