"""The grade sheet of one piece: its facts, the form, every version with every figure."""

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from articles.enums import RoyaltyRuleCode
from articles.grading.errors import GradeRefused, RateMissing
from articles.grading.explaining import dong, lines_of_assessment, lines_of_grade
from articles.grading.forms import GradeForm, VoidForm, initial_of
from articles.grading.lists import sheet_url
from articles.grading.piece_facts import facts_of
from articles.grading.queries import versions
from articles.grading.rates import (
    Frame,
    frame_on,
    frames_on,
    needed_rule,
    published_on,
    rules_on,
    salary_on,
)
from articles.grading.rules import can_grade, may_read_sheet
from articles.grading.services import grade, preview, void
from articles.models import Contribution, Genre, Grade, RoyaltyRule
from core.models import User


def readable_piece(user, contribution_id: int) -> Contribution | None:
    """Return a piece whose grade sheet the account may open, or None."""
    rows = Contribution.objects.select_related("desk", "unit", "genre", "page", "used_revision")
    piece = rows.filter(pk=contribution_id).first()
    return piece if piece is not None and may_read_sheet(user, piece) else None


@method_decorator(never_cache, name="dispatch")
class GradeSheetView(WagtailAdminTemplateMixin, View):
    """Grades one piece; everybody but its desk finds nothing here."""

    page_title = gettext_lazy("Grade sheet")
    header_icon = "pick"
    http_method_names = ["get", "post"]

    def setup(self, request, *args, **kwargs) -> None:
        """Find the piece, the same way whether it is another desk's or nobody's."""
        super().setup(request, *args, **kwargs)
        piece = readable_piece(request.user, kwargs["contribution_id"])
        if piece is None:
            raise Http404
        self.piece = piece

    def get(self, request, contribution_id: int) -> HttpResponse:
        """Show the sheet."""
        return self._answer(self._form(), VoidForm(initial=self._version()))

    def post(self, request, contribution_id: int) -> HttpResponse:
        """Compute only, save or void; what was typed stays when something is wrong."""
        if not self.can_grade:
            raise Http404
        if "void" in request.POST:
            return self._void()
        form = self._form(request.POST)
        if not form.is_valid():
            return self._answer(form, VoidForm(initial=self._version()))
        return self._save(form) if "save" in request.POST else self._preview(form)

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the list."""
        grades = {"url": reverse("grades"), "label": _("Grades")}
        return [*self.breadcrumbs_items, grades, {"url": "", "label": self.piece.title}]

    @property
    def user(self) -> User:
        """Return the account, which the admin has asked for."""
        return cast(User, self.request.user)

    @cached_property
    def can_grade(self) -> bool:
        """Tell whether the account grades this piece or only reads."""
        return can_grade(self.user, self.piece)

    @cached_property
    def versions(self) -> list[Grade]:
        """Return the versions as they were when the request came."""
        return versions(self.piece)

    @property
    def current(self) -> Grade | None:
        """Return the version that counts."""
        return self.versions[0] if self.versions else None

    def _version(self) -> dict[str, int]:
        return {"expected_version": self.current.version if self.current else 0}

    def _form(self, data=None) -> GradeForm:
        genre_id = self.facts.piece.genre_id
        return GradeForm(
            data,
            initial=initial_of(self.current, genre_id=genre_id),
            frames=self.frames,
            rules=self.rules,
            genre_id=genre_id,
            is_new_version=self._is_new_version(data),
        )

    def _is_new_version(self, data) -> bool:
        """Tell whether a version stood below the sheet when it was opened.

        A second click on a first sheet comes when there is a grade already.
        """
        if data is None:
            return self.current is not None
        return data.get("expected_version") not in ("", "0", None)

    @cached_property
    def frames(self) -> dict[int, Frame]:
        """Return the frames of the day of publication."""
        return frames_on(desk=self.piece.desk, day=published_on(self.piece))

    @cached_property
    def rules(self) -> dict[str, RoyaltyRule]:
        """Return the rules of the day of publication."""
        return rules_on(published_on(self.piece))

    def _missing(self) -> str:
        """Name what is missing before a grader fills anything in."""
        day, genre_id = published_on(self.piece), self.facts.piece.genre_id
        try:
            salary_on(day)
            if genre_id is not None and genre_id not in self.frames:
                genre = Genre.objects.get(pk=genre_id)
                frame_on(genre=genre, desk=self.piece.desk, day=day)
            for code in (RoyaltyRuleCode.UNIT_VALUE, RoyaltyRuleCode(self.piece.placement)):
                needed_rule(self.rules, code, day=day)
        except RateMissing as missing:
            return str(missing)
        return ""

    @cached_property
    def facts(self):
        """Return what the sheet shows of the piece."""
        return facts_of(self.piece, user=self.user)

    def _preview(self, form: GradeForm) -> HttpResponse:
        lines: list[Any] = []
        try:
            assessment = preview(contribution=self.piece, user=self.user, sheet=form.sheet())
        except GradeRefused as refusal:
            _refuse(form, refusal)
        else:
            lines = lines_of_assessment(assessment)
        return self._answer(form, VoidForm(initial=self._version()), lines=lines)

    def _save(self, form: GradeForm) -> HttpResponse:
        try:
            made = grade(
                contribution_id=self.piece.pk,
                user=self.user,
                sheet=form.sheet(),
                now=timezone.now(),
            )
        except GradeRefused as refusal:
            _refuse(form, refusal)
            return self._answer(form, VoidForm(initial=self._version()))
        return self._done(_("Graded: %(title)s, %(amount)s đồng.") % self._named(made))

    def _void(self) -> HttpResponse:
        form = VoidForm(self.request.POST)
        if form.is_valid():
            try:
                made = void(
                    contribution_id=self.piece.pk,
                    user=self.user,
                    now=timezone.now(),
                    **form.cleaned_data,
                )
            except GradeRefused as refusal:
                _refuse(form, refusal)
            else:
                return self._done(_("The grade is void: %(title)s.") % self._named(made))
        return self._answer(self._form(), form)

    def _named(self, made: Grade) -> dict[str, str]:
        return {"title": self.piece.title, "amount": dong(made.amount)}

    def _done(self, message: str) -> HttpResponse:
        button = messages.button(sheet_url(self.piece), _("Grade sheet"))
        messages.success(self.request, message, buttons=[button])
        return redirect("grades")

    def _answer(self, form: GradeForm, void_form: VoidForm, **context: Any) -> HttpResponse:
        kept = [
            {"grade": one, "lines": lines_of_grade(one), "is_current": one is self.current}
            for one in self.versions
        ]
        whole = self.get_context_data(
            form=form if self.can_grade else None,
            void_form=void_form if self._offers_void() else None,
            piece=self.piece,
            facts=self.facts,
            placement_rule=self.rules.get(self.piece.placement),
            missing=self._missing(),
            versions=kept,
            **context,
        )
        return render(self.request, "articles/grading/sheet.html", whole)

    def _offers_void(self) -> bool:
        return self.can_grade and self.current is not None and not self.current.is_void


def _refuse(form, refusal: GradeRefused) -> None:
    """Put a refusal where it belongs on the form; what was typed stays."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
