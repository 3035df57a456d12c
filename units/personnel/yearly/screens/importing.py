"""Taking figures over from a workbook: send it, see what would happen, confirm."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from core.workbooks import CONTENT_TYPE

from ..forms import TemplateForm, UploadForm
from ..importing import limits
from ..importing.applying import (
    PlanChanged,
    Taken,
    Unconfirmed,
    import_of,
    take_over_figures,
)
from ..importing.faults import WorkbookRefused
from ..importing.package import open_package
from ..importing.planning import Plan, plan_of
from ..importing.reading import read_workbook
from ..importing.template import template_workbook
from ..importing.uploads import Upload, find_upload, keep_upload, waited_too_long
from ..rules import keeps_figures, units_kept_by
from .base import FIGURES, FigureScreen


class ImportScreen(FigureScreen):
    """A screen for those who keep figures."""

    page_title = gettext_lazy("Take over figures")
    header_icon = "upload"
    http_method_names = ["get", "post"]

    def allowed(self, user) -> bool:
        """Let in the Office and officers."""
        return keeps_figures(user)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the table."""
        return [(reverse("figure_table"), str(FIGURES))]


class ImportView(ImportScreen):
    """Offers the template and takes the workbook."""

    template_name = "personnel/yearly/import.html"

    def get(self, request) -> HttpResponse:
        """Show both forms."""
        return self._show(UploadForm())

    def post(self, request) -> HttpResponse:
        """Keep a workbook that can be opened, then show what it would do."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=422)
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            open_package(content, name=file.name)
        except WorkbookRefused as refusal:
            form.add_error("file", f"“{file.name}”: {refusal}")
            return self._show(form, status=422)
        key = keep_upload(user=request.user, name=file.name, content=content, now=self.now)
        return redirect("figure_check", key)

    def _show(self, form: UploadForm, *, status: int = 200) -> HttpResponse:
        template = TemplateForm(today=self.today)
        return self.answer(status=status, form=form, template_form=template)


class TemplateView(ImportScreen):
    """The workbook to fill in, with the units of the account."""

    http_method_names = ["get"]

    def get(self, request) -> HttpResponse:
        """Send the template for the years asked for, the last one where none are."""
        form = TemplateForm(request.GET, today=self.today)
        years = form.years if form.is_valid() else [self.today.year - 1]
        units = list(units_kept_by(request.user))
        content = template_workbook(units, years=years, today=self.today)
        response = HttpResponse(content, content_type=CONTENT_TYPE)
        name = f"mau-so-lieu-{years[0]}-{years[-1]}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class CheckView(ImportScreen):
    """Shows what a workbook would do, and does it when that is confirmed."""

    template_name = "personnel/yearly/check.html"

    def get(self, request, key: str) -> HttpResponse:
        """Show the plan; nothing is written."""
        upload = self._upload(key)
        return self._gone(key) if upload is None else self._check(upload)

    def post(self, request, key: str) -> HttpResponse:
        """Write all, or show what would happen now and why nothing was written."""
        upload = self._upload(key)
        if upload is None:
            return self._gone(key)
        try:
            taken = take_over_figures(
                upload=upload,
                seen=request.POST.get("seen", ""),
                is_confirmed="confirmed" in request.POST,
                user=request.user,
                now=self.now,
            )
        except (PlanChanged, Unconfirmed, WorkbookRefused) as refusal:
            return self._check(upload, error=str(refusal))
        return self._done(taken)

    def _upload(self, key: str) -> Upload | None:
        return find_upload(user=self.request.user, key=key, now=self.now)

    def _gone(self, key: str) -> HttpResponse:
        """Ask for the own file again that waited too long; any other key never existed."""
        if not waited_too_long(user=self.request.user, key=key):
            raise Http404
        text = _("This file is not kept any more: files wait for %(hours)s hours. Send it again.")
        messages.warning(self.request, text % {"hours": limits.KEPT_HOURS})
        return redirect("figure_import")

    def _check(self, upload: Upload, *, error: str = "") -> HttpResponse:
        taken = import_of(upload.content)
        try:
            sheet = read_workbook(upload.content, name=upload.name)
        except WorkbookRefused as refusal:
            messages.error(self.request, f"“{upload.name}”: {refusal}")
            return redirect("figure_import")
        plan = plan_of(sheet, user=self.request.user, today=self.today)
        return self.answer(
            status=422 if error else 200,
            upload=upload,
            plan=plan,
            taken=taken,
            error=error,
            is_open=plan.is_ready and taken is None,
            **_shown(plan),
        )

    def _done(self, taken: Taken) -> HttpResponse:
        if taken.is_new:
            text = _("%(count)s lines of figures are stored.") % {"count": taken.record.rows}
            messages.success(self.request, text)
        else:
            messages.info(self.request, _("This very file was taken over before; nothing changed."))
        return redirect("figure_table")


def _shown(plan: Plan) -> dict:
    """Return the parts of a plan that a screen can hold, and how much more there is."""
    faults, warnings = plan.faults[: limits.FAULTS_SHOWN], plan.warnings[: limits.FAULTS_SHOWN]
    changes = plan.changes[: limits.CHANGES_SHOWN]
    return {
        "faults": faults,
        "more_faults": len(plan.faults) - len(faults),
        "warnings": warnings,
        "more_warnings": len(plan.warnings) - len(warnings),
        "changes": changes,
        "more_changes": len(plan.changes) - len(changes),
    }
