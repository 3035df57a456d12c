"""Forms of the grade sheet: they read what was typed; the rules are the services' own."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from articles.enums import BONUS_CODES, RoyaltyRuleCode
from articles.grading.assessing import LONGEST_REASON, LONGEST_VERSION_REASON, STEP
from articles.grading.explaining import percent, plain
from articles.grading.rates import Frame
from articles.grading.sheets import GradeSheet
from articles.models import Genre, Grade, RoyaltyRule


class FramedGenreField(forms.ModelChoiceField):
    """Offers genres with the coefficients that the desk may give for each."""

    frames: Mapping[int, Frame] = {}

    def label_from_instance(self, genre) -> str:
        """Name a genre with its range, so that nobody has to look it up."""
        frame = self.frames[genre.pk]
        least, greatest = (number_format(plain(one)) for one in (frame.least, frame.greatest))
        return f"{genre} ({least} – {greatest})"


class GradeForm(forms.Form):
    """What a grader fills in; ranges come from the rates of the day of publication."""

    genre = FramedGenreField(label=_("Genre and its coefficients"), queryset=Genre.objects.none())
    coefficient = forms.DecimalField(
        label=_("Coefficient"),
        max_digits=4,
        decimal_places=1,
        help_text=_("In steps of 0.5, within the range beside the genre."),
        widget=forms.NumberInput(attrs={"step": str(STEP)}),
    )
    translation_percent = forms.DecimalField(
        label=_("Translation (% of the original's royalty)"),
        max_digits=5,
        decimal_places=2,
        required=False,
    )
    expected_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        frames: Mapping[int, Frame],
        rules: Mapping[str, RoyaltyRule],
        genre_id: int | None,
        is_new_version: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.bonus_codes = [code for code in BONUS_CODES if code in rules]
        self._offer_genres(frames, genre_id)
        self._offer_translation(rules.get(RoyaltyRuleCode.TRANSLATION))
        for code in self.bonus_codes:
            self._offer_bonus(rules[code])
        if is_new_version:
            self.fields["reason"] = forms.CharField(
                label=_("Why is it graded anew?"),
                max_length=LONGEST_VERSION_REASON,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def sheet(self) -> GradeSheet:
        """Return what was filled in; call it on a valid form only."""
        data = self.cleaned_data
        return GradeSheet(
            genre=data["genre"],
            coefficient=data["coefficient"],
            bonuses=tuple(
                (code, data[f"percent_{code}"], data[f"reason_{code}"])
                for code in self.bonus_codes
                if data[f"percent_{code}"] is not None
            ),
            translation_percent=data["translation_percent"],
            reason=data.get("reason", ""),
            expected_version=data["expected_version"],
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a reason without a percentage: it would be lost."""
        data = super().clean() or {}
        for code in self.bonus_codes:
            field = f"percent_{code}"
            is_missing = data.get(field) is None and field not in self.errors
            if data.get(f"reason_{code}") and is_missing:
                self.add_error(field, _("Write the percentage of this addition."))
        return data

    @property
    def bonus_rows(self) -> list[tuple[Any, Any]]:
        """Return the two fields of each addition."""
        return [(self[f"percent_{code}"], self[f"reason_{code}"]) for code in self.bonus_codes]

    def _offer_genres(self, frames: Mapping[int, Frame], genre_id: int | None) -> None:
        offered = Q(is_offered=True) | Q(pk=genre_id)
        field = cast(FramedGenreField, self.fields["genre"])
        field.frames = frames
        field.queryset = Genre.objects.filter(offered, pk__in=list(frames))

    def _offer_translation(self, rule: RoyaltyRule | None) -> None:
        if rule is None:
            self.fields["translation_percent"].disabled = True
            return
        self.fields["translation_percent"].help_text = _(
            "Empty for an original; %(least)s to %(greatest)s for a translation."
        ) % {"least": percent(rule.min_percent), "greatest": percent(rule.max_percent)}

    def _offer_bonus(self, rule: RoyaltyRule) -> None:
        self.fields[f"percent_{rule.code}"] = forms.DecimalField(
            label=rule.get_code_display(),
            max_digits=5,
            decimal_places=2,
            required=False,
            help_text=_("Addition in %%, from %(least)s to %(greatest)s.")
            % {"least": percent(rule.min_percent), "greatest": percent(rule.max_percent)},
        )
        self.fields[f"reason_{rule.code}"] = forms.CharField(
            label=_("Reason"), max_length=LONGEST_REASON, required=False
        )


class VoidForm(forms.Form):
    """Why a grade is void."""

    prefix = "void"
    reason = forms.CharField(
        label=_("Why is this grade void?"),
        max_length=LONGEST_VERSION_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    expected_version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


def initial_of(grade: Grade | None, *, genre_id: int | None) -> dict[str, Any]:
    """Return what a sheet begins with: the grade that counts, else the piece's genre."""
    if grade is None:
        return {"genre": genre_id, "expected_version": 0}
    fields: dict[str, Any] = {
        "genre": grade.genre_id,
        "coefficient": grade.coefficient,
        "translation_percent": _shortest(grade.translation_percent),
        "expected_version": grade.version,
    }
    for line in grade.bonuses.all():
        fields[f"percent_{line.rule.code}"] = _shortest(line.percent)
        fields[f"reason_{line.rule.code}"] = line.reason
    return fields


def _shortest(value: Decimal | None) -> Decimal | None:
    return None if value is None else plain(value)
