"""Forms of payees: finance's whole record, and what people change of their own."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import GradeShare, Payee
from articles.royalties.errors import PayeeRefused
from articles.royalties.payees import save_payee
from core.models import User
from units.choosing import unit_label
from units.models import Unit
from units.rules import units_of


class AccountField(forms.ModelChoiceField):
    """Offers accounts by name and user name: many share a name."""

    def label_from_instance(self, user) -> str:
        """Name an account so that nobody takes one for another."""
        return f"{user.get_full_name() or user.username} ({user.username})"


class SavingForm(forms.ModelForm):
    """A form whose data the service saves; its refusals come back beside the fields."""

    def save_by(self, user) -> bool:
        """Save; False when something was refused, with what was typed still in the form."""
        try:
            save_payee(payee=self.instance, user=user, now=timezone.now())
        except ValidationError as refusal:
            for name, texts in refusal.message_dict.items():
                self.add_error(name if name in self.fields else None, texts)
        except PayeeRefused as refusal:
            self.add_error(None, str(refusal))
        except IntegrityError:
            self.add_error(None, _("Somebody else has just added this payee."))
        else:
            return True
        return False

    def _post_clean(self) -> None:
        """Only fill the row in: the service tidies what was typed before it validates."""
        self.instance = forms.models.construct_instance(
            self, self.instance, self._meta.fields, self._meta.exclude
        )


PERSONAL = ["legal_name", "tax_code", "bank_account", "bank_name"]


class PayeeForm(SavingForm):
    """All of a payee, for finance."""

    class Meta:
        model = Payee
        fields = ["unit", "pen_name", *PERSONAL, "residence", "commitment_year", "is_active"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = cast(forms.ModelChoiceField, self.fields["unit"])
        unit.queryset = Unit.objects.order_by("sort_name")
        unit.label_from_instance = unit_label  # type: ignore[assignment, method-assign]
        self.fields["legal_name"].help_text = _("As on the identity card.")
        self.fields["commitment_year"].help_text = _(
            "Year of the signed commitment of low income; nothing is withheld in it."
        )


class NewPayeeForm(PayeeForm):
    """A payee with an account, or an outside author known to a unit by a pen name."""

    user = AccountField(
        label=_("Account"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Empty for an outside author: then unit and pen name tell who is meant."),
    )

    class Meta(PayeeForm.Meta):
        fields = ["user", *PayeeForm.Meta.fields]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AccountField, self.fields["user"]).queryset = accounts_without_payee()


class OwnPayeeForm(SavingForm):
    """What people change of their own record."""

    class Meta:
        model = Payee
        fields = PERSONAL

    def __init__(self, *args: Any, user, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_name"].help_text = _("As on the identity card.")
        if self.instance.pk is None:
            self._choose_unit(user)

    def _choose_unit(self, user) -> None:
        units = Unit.objects.filter(pk__in=units_of(user)).order_by("sort_name")
        self.fields["unit"] = forms.ModelChoiceField(
            label=_("Unit"), queryset=units, initial=units.first(), empty_label=None
        )

    def clean(self) -> dict[str, Any]:
        """Put the chosen unit into a new row."""
        data = super().clean() or {}
        if data.get("unit"):
            self.instance.unit = data["unit"]
        return data


def accounts_without_payee() -> QuerySet[User]:
    """Return the active accounts that write for a unit or were graded, and have no payee."""
    graded = GradeShare.objects.filter(user=OuterRef("pk"))
    writes = Q(memberships__isnull=False) | Q(Exists(graded))
    return (
        User.objects.filter(writes, is_active=True, payee__isnull=True)
        .distinct()
        .order_by("last_name", "first_name", "username")
    )
