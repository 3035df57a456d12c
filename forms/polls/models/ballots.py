"""Ballots and who may cast them; nothing here leads from a ballot to a person."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.models import Unit

from ..enums import Refusal
from .polls import Poll

CHAINS = 32


class CodeBatch(models.Model):
    """Codes made for one unit at once; the codes themselves are shown once and never kept.

    Once `voided_at` is set, those of its codes that are not used count no more. `request_key`
    makes a second click find the batch that the first one made.
    """

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="batches")
    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+"
    )
    label = models.CharField(_("label"), max_length=120, blank=True)
    size = models.PositiveIntegerField(_("codes"))
    is_imported = models.BooleanField(_("imported"), default=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    voided_at = models.DateTimeField(_("voided at"), null=True)
    request_key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("batch of codes")
        verbose_name_plural = _("batches of codes")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.unit.code} · {self.size}"


class VoterCode(models.Model):
    """One code, as a digest, and whether it was used: not when, and not for which ballot.

    Random keys: the order of rows must not tell who voted after whom.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="codes")
    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="codes")
    digest = models.CharField(max_length=64)
    is_used = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("voter's code")
        verbose_name_plural = _("voters' codes")
        constraints = [models.UniqueConstraint(fields=["poll", "digest"], name="polls_code_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Participation(models.Model):
    """An account has voted in a poll: kept as a digest, without time and without ballot."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="participations")
    digest = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["poll", "digest"], name="polls_account_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class BallotChain(models.Model):
    """The head of one of a poll's hash chains; several, so that voters need not queue for one."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="chains")
    number = models.PositiveSmallIntegerField()
    length = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("chain of ballots")
        verbose_name_plural = _("chains of ballots")
        constraints = [models.UniqueConstraint(fields=["poll", "number"], name="polls_chain_once")]

    def __str__(self) -> str:
        return f"{self.poll_id} · {self.number}"


class Ballot(models.Model):
    """One ballot; sealed: never changed, never deleted (trial ballots apart).

    `key_digest` is of the idempotency key, so that a double tap or a retry is one ballot;
    `answers` maps question ids to answers (see `forms.polls.answers`); `unit` is the group that
    the mode of the poll tells, never more. The hash covers all of it and the ballot before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="ballots")
    is_trial = models.BooleanField(default=False)
    key_digest = models.CharField(max_length=64)
    receipt_digest = models.CharField(max_length=64)
    answers = models.JSONField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    cast_on = models.DateField()
    chain = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(fields=["poll", "key_digest"], name="polls_ballot_key_once"),
            models.UniqueConstraint(
                fields=["poll", "receipt_digest"], name="polls_ballot_receipt_once"
            ),
            models.UniqueConstraint(
                fields=["poll", "is_trial", "chain", "position"], name="polls_ballot_place_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class RefusalCount(models.Model):
    """How often a poll refused, by reason; several rows each, so that counting never queues."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="refusals")
    reason = models.CharField(max_length=20, choices=Refusal.choices)
    shard = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("count of refusals")
        verbose_name_plural = _("counts of refusals")
        constraints = [
            models.UniqueConstraint(fields=["poll", "reason", "shard"], name="polls_refusal_once")
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.reason} {self.count}"
