"""What reviewers are asked: in the modal of the editor, and again before a decision is recorded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django import forms as django_forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.enums import Placement


def sent_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a form can read of a decision's data, which the browser sends unvalidated."""
    values: dict[str, Any] = {}
    for name, value in data.items():
        if isinstance(value, list | tuple):
            values[name] = [str(item) for item in value]
        elif value is not None and not isinstance(value, dict):
            values[name] = value if isinstance(value, datetime) else str(value)
    return values


class SeenRevisionForm(django_forms.Form):
    """Remembers which revision the reviewer saw when the question was asked."""

    revision = django_forms.IntegerField(required=False, widget=django_forms.HiddenInput)


class ApprovalForm(SeenRevisionForm):
    """Asked when a unit approves a piece."""

    comment = django_forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=2000,
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )


class UseForm(ApprovalForm):
    """Asked when a desk uses a piece: where it shows and from when; neither must be answered."""

    placement = django_forms.ChoiceField(
        label=_("Where it is used"),
        choices=Placement.choices,
        required=False,
        widget=django_forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose the portal or the sub-site only.")},
    )
    use_at = django_forms.DateTimeField(
        label=_("Use from"),
        required=False,
        help_text=_("Leave it empty to use the piece now."),
        widget=django_forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        error_messages={"invalid": _("Write the day and the time from which the piece is used.")},
    )

    def clean_use_at(self) -> datetime | None:
        """Refuse a time that has passed."""
        use_at = self.cleaned_data["use_at"]
        if use_at is not None and use_at <= timezone.now():
            raise django_forms.ValidationError(_("Choose a time in the future."))
        return use_at


def _reasons(**offered: bool) -> list[tuple[str, str]]:
    from articles.models import ReturnReason

    reasons = ReturnReason.objects.filter(is_active=True, **offered)
    return [(reason.slug, reason.name) for reason in reasons]


def _return_reasons() -> list[tuple[str, str]]:
    return _reasons(for_return=True)


def _not_used_reasons() -> list[tuple[str, str]]:
    return _reasons(for_not_used=True)


class ReasonForm(SeenRevisionForm):
    """Asks why: chosen reasons, own words, at least one of both."""

    reasons = django_forms.MultipleChoiceField(
        label=_("Reasons"),
        choices=_return_reasons,
        required=False,
        widget=django_forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("One of these reasons is no longer offered. Choose again."),
            "invalid_list": _("One of these reasons is no longer offered. Choose again."),
        },
    )
    comment = django_forms.CharField(
        label=_("In your own words"),
        required=False,
        max_length=2000,
        widget=django_forms.Textarea(attrs={"rows": 4}),
    )
    missing = _("Say why the piece is returned, so that it can be mended.")

    def clean(self) -> dict[str, Any]:
        """Ask for a reason or a comment."""
        cleaned_data = super().clean() or {}
        if not self.errors and not (cleaned_data["reasons"] or cleaned_data["comment"]):
            self.add_error("comment", self.missing)
        return cleaned_data

    def text(self) -> str:
        """Return the reasons in Vietnamese and the own words, as they are kept and sent."""
        from articles.models import ReturnReason

        chosen = ReturnReason.objects.filter(slug__in=self.cleaned_data["reasons"])
        names = "; ".join(chosen.values_list("name_vi", flat=True))
        return "\n".join(filter(None, [names, self.cleaned_data["comment"]]))


class ReturnForm(ReasonForm):
    """Asked when a piece is returned for changes."""


class NotUseForm(ReasonForm):
    """Asked when a desk does not use a piece."""

    missing = _("Say why the piece is not used.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = cast(django_forms.MultipleChoiceField, self.fields["reasons"])
        reasons.choices = _not_used_reasons


class TransferForm(SeenRevisionForm):
    """Asked when a piece goes to the other desk."""

    comment = django_forms.CharField(
        label=_("Note for the other desk and the unit"),
        required=False,
        max_length=2000,
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )
