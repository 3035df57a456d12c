"""People of a unit and the posts they hold and held."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.text import given_name_key, normalize
from units.models import Unit

from .bodies import Body, Position


class Person(models.Model):
    """A person whom a unit keeps on its books, with or without an account.

    Only what a directory needs: no dates of birth, no addresses, no numbers of identity.
    `account_is_kept` says that the account outlives the last appointment, and why.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="people"
    )
    last_name = models.CharField(_("family and middle name"), max_length=150)
    first_name = models.CharField(_("given name"), max_length=150)
    sort_name = models.CharField(max_length=400, editable=False, db_index=True)
    photo = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    email = models.EmailField(_("work e-mail"), blank=True)
    phone = models.CharField(_("work telephone"), max_length=40, blank=True)
    is_public = models.BooleanField(
        _("shown to everybody"),
        default=False,
        help_text=_("Name, posts and photo appear in the public directory of the unit."),
    )
    shows_contact = models.BooleanField(_("work contact shown to everybody"), default=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
    )
    account_is_kept = models.BooleanField(
        _("the account outlives the last appointment"), default=False
    )
    account_kept_reason = models.CharField(_("reason"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_public=True) | Q(shows_contact=False),
                name="personnel_contact_of_public_person",
                violation_error_message=_("Only of somebody shown to everybody."),
            ),
            models.CheckConstraint(
                condition=Q(account_is_kept=False) ^ ~Q(account_kept_reason=""),
                name="personnel_kept_account_with_reason",
                violation_error_message=_("Say why the account is kept."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Return the name in Vietnamese order: family name first, given name last."""
        return f"{self.last_name} {self.first_name}".strip()

    def save(self, *args, **kwargs) -> None:
        """Keep names in NFC and the sorting key by given name in step."""
        self.last_name = normalize(self.last_name).strip()
        self.first_name = normalize(self.first_name).strip()
        self.sort_name = given_name_key(self.full_name)[:400]
        super().save(*args, **kwargs)


class Appointment(models.Model):
    """A person in a post from a day to a day, both included; ended or cancelled, never deleted.

    `is_single` repeats the post's, so that the database can refuse two holders at a time.
    """

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="appointments"
    )
    body = models.ForeignKey(
        Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="appointments"
    )
    position = models.ForeignKey(
        Position, verbose_name=_("post"), on_delete=models.PROTECT, related_name="appointments"
    )
    is_single = models.BooleanField(editable=False)
    is_acting = models.BooleanField(_("acting"), default=False)
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("to"), null=True, blank=True)
    decision = models.CharField(
        _("decision"), max_length=160, blank=True, help_text=_("Number and date of the decision.")
    )
    end_reason = models.CharField(_("reason of the end"), max_length=200, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    cancel_reason = models.CharField(_("reason of the cancellation"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("recorded at"), editable=False)

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["-from_date", "-pk"]
        indexes = [models.Index(fields=["body", "position", "from_date"], name="personnel_post")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="personnel_appointment_in_order",
                violation_error_message=_("The last day cannot come before the first day."),
            ),
            models.UniqueConstraint(
                fields=["body", "position"],
                condition=Q(is_single=True, to_date__isnull=True, cancelled_at__isnull=True),
                name="personnel_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) ^ ~Q(cancel_reason=""),
                name="personnel_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.position} · {self.body}"

    def is_held_on(self, day: date) -> bool:
        """Tell whether the post is held on a day."""
        is_begun = self.cancelled_at is None and self.from_date <= day
        return is_begun and (self.to_date is None or self.to_date >= day)
