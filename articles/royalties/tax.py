"""Income tax withheld from a payment, by the rule in force on its day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.enums import Residence
from articles.models import Payee, TaxRule
from articles.royalties.errors import PaymentImpossible
from core.money import round_dong


@dataclass(frozen=True)
class Withholding:
    """What is withheld from a payment, in đồng, and by which rule."""

    gross: int
    tax: int
    rule: TaxRule

    @property
    def net(self) -> int:
        """Return what is paid out."""
        return self.gross - self.tax


def rules_on(day: date) -> dict[str, TaxRule]:
    """Return the rule in force on a day for each residence."""
    in_force = TaxRule.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day
    ).order_by("valid_from")
    return {rule.residence: rule for rule in in_force}


def withhold(*, gross: int, payee: Payee, paid_on: date, rules: dict[str, TaxRule]) -> Withholding:
    """Return the tax on one payment of `gross` đồng.

    From the threshold on, the rate applies to the whole payment. A resident with a commitment on
    file for the year of the payment has nothing withheld. Raises `PaymentImpossible` when no rule
    is in force. Source: Circular 111/2013/TT-BTC, article 25.1.i; from 1 July 2026 the rule that
    the table names.
    """
    rule = rules.get(payee.residence)
    if rule is None:
        raise PaymentImpossible(
            _("No tax rule is known for “%(residence)s” on %(day)s. Enter it first.")
            % {
                "residence": payee.get_residence_display(),
                "day": date_format(paid_on, "SHORT_DATE_FORMAT"),
            }
        )
    committed = payee.residence == Residence.RESIDENT and payee.commitment_year == paid_on.year
    if committed or gross < rule.threshold:
        return Withholding(gross, 0, rule)
    return Withholding(gross, round_dong(Decimal(gross) * rule.rate_percent / 100), rule)
