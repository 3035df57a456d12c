"""What an editor is asked on the screens of the board."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django import forms as django_forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.enums import Priority
from articles.models import Contribution, Desk, SavedFilter
from articles.review_forms import NotUseForm, ReturnForm, TransferForm
from core.models import User


class BulkForm:
    """Of all forms of bulk actions: they know the account and the desks of the pieces."""

    fields: dict[str, django_forms.Field]

    def __init__(self, *args: Any, user: User, desks: Iterable[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.desks = user, list(desks)
        # Each piece is decided on as it stands: there is no one revision that was seen.
        self.fields.pop("revision", None)


class NothingToAskForm(BulkForm, django_forms.Form):
    """Asks for nothing but the click."""


class ReturnPiecesForm(BulkForm, ReturnForm):
    """Asks once why all the chosen pieces are returned."""


class NotUsePiecesForm(BulkForm, NotUseForm):
    """Asks once why none of the chosen pieces is used."""


class PassOnForm(BulkForm, TransferForm):
    """Asks for a note to the other desk."""


class _PersonField(django_forms.ModelChoiceField):
    def label_from_instance(self, obj) -> str:
        return obj.get_full_name() or obj.get_username()


class HandOverForm(BulkForm, django_forms.Form):
    """Asks which colleague gets the pieces."""

    to_user = _PersonField(
        label=_("Colleague"),
        queryset=User.objects.none(),
        error_messages={
            "required": _("Choose a colleague."),
            "invalid_choice": _("This person does not work at your desk."),
        },
    )
    note = django_forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=django_forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = cast(django_forms.ModelChoiceField, self.fields["to_user"])
        people.queryset = _colleagues(self.desks, user=self.user)


def _colleagues(desks: list[Desk], *, user: User) -> QuerySet[User]:
    groups = [pk for desk in desks for pk in (desk.editors_id, desk.heads_id)]
    return (
        User.objects.filter(Q(groups__in=groups), is_active=True)
        .exclude(pk=user.pk)
        .order_by("sort_name", "pk")
        .distinct()
    )


class PlanForm(django_forms.Form):
    """Asks how soon the desk decides on a piece."""

    priority = django_forms.TypedChoiceField(
        label=_("Priority"),
        choices=Priority.choices,
        coerce=int,
        widget=django_forms.RadioSelect,
    )
    due_at = django_forms.DateTimeField(
        label=_("Due time"),
        required=False,
        widget=django_forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=_("Leave it empty when the piece can wait."),
        error_messages={"invalid": _("Write the day and the time of the due time.")},
    )

    def __init__(self, *args: Any, piece: Contribution, **kwargs: Any) -> None:
        kwargs["initial"] = {"priority": piece.priority, "due_at": piece.due_at}
        super().__init__(*args, **kwargs)
        self.piece = piece

    def clean_due_at(self) -> datetime | None:
        """Keep the stored time, seconds and all, where the minute was left as it was."""
        typed, stored = self.cleaned_data["due_at"], self.piece.due_at
        is_same = typed and stored and typed == stored.replace(second=0, microsecond=0)
        return stored if is_same else typed


class SavedFilterForm(django_forms.ModelForm):
    """Asks for the name of a filter; the filter itself is that of the board now."""

    class Meta:
        model = SavedFilter
        fields = ["name", "query"]
        widgets = {"query": django_forms.HiddenInput}
        labels = {"name": _("Name of the filter")}

    def validate_unique(self) -> None:
        """Leave the name alone: the same name again replaces the filter."""
