"""How units answer: a table of who answers in time, on the screen and as a workbook."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.workbooks import CONTENT_TYPE, Cell, workbook

from ... import rules
from ..figures import Line, lines_for, total_of
from ..periods import Period, period_of, periods_of
from .base import QuestionScreen, list_crumb


class FiguresView(QuestionScreen):
    """All units at the centre, else the account's own; chief editors read counts alone."""

    page_title = gettext_lazy("Answers in time")
    template_name = "questions/desk/figures.html"
    http_method_names = ["get"]

    def allowed(self, user) -> bool:
        """Let in the centre, and those who answer for a unit or lead it."""
        return rules.is_voice_centre(user) or bool(rules.counted_units(user))

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list those who open it."""
        return [list_crumb()] if super().allowed(self.request.user) else []

    @cached_property
    def period(self) -> Period:
        """Return the span of the address."""
        return period_of(self.request.GET.get("period", ""), self.today)

    @cached_property
    def lines(self) -> list[Line]:
        """Return the lines of the units."""
        return lines_for(self.request.user, period=self.period, today=self.today)

    def get(self, request) -> HttpResponse:
        """Show the table."""
        address = reverse("question_figures_export")
        context = self.get_context_data(
            periods=periods_of(self.today),
            period=self.period,
            lines=self.lines,
            total=total_of(self.lines),
            export_url=f"{address}?period={self.period.key}",
        )
        return render(request, self.template_name, context)


class FiguresExportView(FiguresView):
    """The same table as a workbook."""

    def get(self, request) -> HttpResponse:
        """Send the workbook."""
        numbers = [str(number.label) for number in total_of(self.lines).numbers]
        headings = [_("Unit"), *numbers, _("In time (%)")]
        widths = (50, *(16 for _number in numbers), 16)
        content = workbook(_("Answers in time"), headings, self._rows(), widths=widths)
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        name = f"tra-loi-dung-han-{self.period.first:%Y-%m-%d}-{self.period.last:%Y-%m-%d}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _rows(self) -> Iterator[list[Cell]]:
        for line in (*self.lines, total_of(self.lines)):
            name = line.unit.name if line.unit else _("Total")
            yield [name, *(number.value for number in line.numbers), line.figures.rate]
