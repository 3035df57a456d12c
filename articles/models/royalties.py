"""Who is paid, on which statement, through which steps, and the ledger of all of it."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.enums import (
    LedgerKind,
    LineKind,
    Residence,
    StatementState,
    StatementStepKind,
)
from core.text import fold, normalize
from units.models import Unit

from .grades import GradeShare
from .rates import TaxRule
from .workflow import Desk

FROZEN_STATES = (StatementState.APPROVED, StatementState.PAID)


class Payee(models.Model):
    """A person who is paid: with an account, or known to a unit by a pen name.

    Tax code and bank account are for finance and the person alone. `commitment_year` is the tax
    year for which a signed commitment of low income is on file: nothing is withheld in it.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="payee",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="payees"
    )
    legal_name = models.CharField(_("legal name"), max_length=150)
    pen_name = models.CharField(_("pen name"), max_length=100)
    pen_name_folded = models.CharField(max_length=200, editable=False)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    bank_name = models.CharField(_("bank and branch"), max_length=150, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=30, blank=True)
    residence = models.CharField(
        _("residence"), max_length=20, choices=Residence.choices, default=Residence.RESIDENT
    )
    commitment_year = models.PositiveSmallIntegerField(
        _("commitment on file for the year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2013), MaxValueValidator(2100)],
    )
    is_active = models.BooleanField(_("may be paid"), default=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("payee")
        verbose_name_plural = _("payees")
        ordering = ["legal_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "pen_name_folded"],
                condition=models.Q(user__isnull=True),
                name="articles_outside_payee_once",
                violation_error_message=_(
                    "This unit has a payee without account under this pen name already."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.legal_name

    def save(self, *args, **kwargs) -> None:
        """Keep names in NFC and the folded pen name in step."""
        self.legal_name = normalize(self.legal_name).strip()
        self.pen_name = normalize(self.pen_name).strip()
        self.pen_name_folded = fold(self.pen_name)
        super().save(*args, **kwargs)


class DeskBudget(models.Model):
    """What a desk may spend on royalties in a month, in đồng."""

    desk = models.ForeignKey(
        Desk, verbose_name=_("desk"), on_delete=models.PROTECT, related_name="budgets"
    )
    month = models.DateField(_("month"), help_text=_("The first day of the month."))
    amount = models.PositiveBigIntegerField(_("amount (đồng)"))
    warn_percent = models.PositiveSmallIntegerField(
        _("warn from (%)"),
        default=80,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    stops = models.BooleanField(_("stop at the amount"), default=True)

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        ordering = ["-month", "desk"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "month"], name="articles_budget_once"),
            models.CheckConstraint(
                condition=models.Q(month__day=1),
                name="articles_budget_month_begins",
                violation_error_message=_("Give the first day of the month."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk}: {self.month:%m/%Y}"


class RoyaltyStatement(models.Model):
    """What one desk pays for one month; nothing of it changes once it is approved.

    `total` is the sum of its lines in đồng. `request_key` makes a repeated request find the
    statement that the first one drew up. Triggers of the database refuse every change of an
    approved statement but its payment.
    """

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="statements")
    month = models.DateField(_("month"))
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(
        _("state"), max_length=20, choices=StatementState.choices, default=StatementState.DRAWN
    )
    total = models.BigIntegerField(_("total (đồng)"), default=0)
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("royalty statement")
        verbose_name_plural = _("royalty statements")
        ordering = ["-month", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "number"], name="articles_statement_number"),
            models.UniqueConstraint(
                fields=["desk"],
                condition=models.Q(state__in=[StatementState.DRAWN, StatementState.CHECKED]),
                name="articles_one_open_statement",
            ),
            models.CheckConstraint(
                condition=models.Q(month__day=1), name="articles_statement_month_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk} {self.month:%m/%Y} ({self.number})"


class StatementStep(models.Model):
    """Who took which step of a statement; the constraints keep the four people apart."""

    statement = models.ForeignKey(RoyaltyStatement, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(_("step"), max_length=20, choices=StatementStepKind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="statement_steps"
    )
    at = models.DateTimeField(_("at"))
    note = models.TextField(_("note"), max_length=1000, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step of a statement")
        verbose_name_plural = _("steps of statements")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "step"], name="articles_step_once"),
            models.UniqueConstraint(
                fields=["statement", "user"],
                condition=~models.Q(step=StatementStepKind.DISCARD),
                name="articles_one_step_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.get_step_display()}"


class StatementLine(models.Model):
    """A share that is paid, or a paid line that is taken back; lines of a discarded statement
    are released and may be drawn up again."""

    statement = models.ForeignKey(RoyaltyStatement, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=10, choices=LineKind.choices)
    share = models.ForeignKey(GradeShare, on_delete=models.PROTECT, related_name="lines")
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="lines")
    reverses = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="reversals"
    )
    amount = models.BigIntegerField(_("amount (đồng)"))
    is_released = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("line of a statement")
        verbose_name_plural = _("lines of statements")
        ordering = ["statement", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "position"], name="articles_line_position_once"
            ),
            models.UniqueConstraint(
                fields=["share"],
                condition=models.Q(kind=LineKind.ROYALTY, is_released=False),
                name="articles_share_paid_once",
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=models.Q(kind=LineKind.REVERSAL, is_released=False),
                name="articles_line_reversed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=LineKind.ROYALTY, amount__gte=0, reverses__isnull=True)
                | models.Q(kind=LineKind.REVERSAL, amount__lte=0, reverses__isnull=False),
                name="articles_line_sign_follows_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payee}: {self.amount}"


class StatementPayment(models.Model):
    """One person's payment on a statement, with what was withheld and where it went."""

    statement = models.ForeignKey(
        RoyaltyStatement, on_delete=models.PROTECT, related_name="payments"
    )
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="payments")
    paid_on = models.DateField(_("paid on"))
    gross = models.PositiveBigIntegerField(_("before tax (đồng)"))
    tax = models.PositiveBigIntegerField(_("tax (đồng)"))
    net = models.PositiveBigIntegerField(_("paid out (đồng)"))
    tax_rule = models.ForeignKey(TaxRule, null=True, on_delete=models.PROTECT, related_name="+")
    legal_name = models.CharField(_("legal name"), max_length=150)
    tax_code = models.CharField(_("tax code"), max_length=14, blank=True)
    bank_name = models.CharField(_("bank and branch"), max_length=150, blank=True)
    bank_account = models.CharField(_("bank account"), max_length=30, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["statement", "legal_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "payee"], name="articles_paid_once"),
            models.CheckConstraint(
                condition=models.Q(gross=models.F("tax") + models.F("net")),
                name="articles_payment_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.legal_name}: {self.net}"


class LedgerHead(models.Model):
    """The one row that is locked while the ledger grows: its last entry."""

    sequence = models.PositiveBigIntegerField(default=0)
    entry_hash = models.CharField(max_length=64, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("head of the ledger")
        verbose_name_plural = _("head of the ledger")

    def __str__(self) -> str:
        return str(self.sequence)


class LedgerEntry(models.Model):
    """An entry that is never changed; its hash covers its content and the entry before.

    `content` is the canonical JSON that is hashed: what the columns say, and the names as they
    were.
    """

    sequence = models.PositiveBigIntegerField(_("number"), unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=LedgerKind.choices)
    statement = models.ForeignKey(
        RoyaltyStatement, on_delete=models.PROTECT, related_name="ledger_entries"
    )
    line = models.ForeignKey(StatementLine, null=True, on_delete=models.PROTECT, related_name="+")
    payment = models.ForeignKey(
        StatementPayment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    payee = models.ForeignKey(Payee, on_delete=models.PROTECT, related_name="ledger_entries")
    amount = models.BigIntegerField(_("amount (đồng)"))
    recorded_at = models.DateTimeField(_("recorded at"))
    content = models.TextField()
    previous_hash = models.CharField(max_length=64)
    entry_hash = models.CharField(max_length=64, unique=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("entry of the ledger")
        verbose_name_plural = _("entries of the ledger")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(line__isnull=False),
                name="articles_line_recorded_once",
            ),
            models.UniqueConstraint(
                fields=["payment", "kind"],
                condition=models.Q(payment__isnull=False),
                name="articles_payment_recorded_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}: {self.get_kind_display()} {self.amount}"
