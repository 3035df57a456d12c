"""The guard that every public form takes on: honest people pass, floods and replays do not."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from . import keys, limits, proofs, word_proofs
from .fields import long_text
from .services import AlreadySent, spend_proof

__all__ = ["Guard", "GuardedForm", "long_text"]
FIELD = word_proofs.FIELD
FORGED = _("This form could not be recognised. Your text is still here: please send it once more.")
EXPIRED = _(
    "This form was open for more than 12 hours. Your text is still here: please send it once more."
)
HASTY = _("That was too fast for us. Please look over your text once more, then send it again.")
NOT_SOLVED = _("The check of your browser had expired. Please send the form once more.")
WRONG_WORD = _("That is not the right answer. Please answer the new question.")
NO_WORD = _("Please answer this question.")


@dataclass(frozen=True)
class PutQuestion:
    """A word question as the component shows it."""

    text: str
    value: str
    html_id: str


@dataclass(frozen=True)
class Guard:
    """What `guard.html` puts into the page."""

    key: str
    challenge: str
    token: str
    questions: list[PutQuestion]


class GuardedForm(django_forms.BaseForm):
    """Mixin before `Form` or `ModelForm`: `class AskForm(GuardedForm, django_forms.Form)`.

    Set `purpose` on the class or give it; a form has no prefix. `request` is needed always, `now`
    is for tests. The view shows `{% include "forms/guarding/components/guard.html" %}` and the
    fields of `own_fields`, and answers with `http_status`.
    """

    purpose = ""

    def __init__(
        self,
        *args: Any,
        request: HttpRequest,
        purpose: str = "",
        now: datetime | None = None,
        **kwargs: Any,
    ) -> None:
        self.request = request
        self.purpose = purpose or self.purpose
        self.now = now or timezone.now()
        self.too_many: limits.TooMany | None = None
        self._proof: proofs.Proof | None = None
        super().__init__(*args, **kwargs)
        self.fields[FIELD] = django_forms.CharField(
            label=_("A small question"),
            required=False,
            max_length=100,
            widget=django_forms.TextInput(attrs={"id": self._word_id(0)}),
        )

    @property
    def own_fields(self) -> Iterator[django_forms.BoundField]:
        """Yield the visible fields that are not the guard's."""
        return (field for field in self.visible_fields() if field.name != FIELD)

    @cached_property
    def posted(self) -> keys.FormKey | None:
        """Return the key that came with the form, however old, None for none or a forged one."""
        return keys.read(self._sent("form_key"), purpose=self.purpose)

    def posted_key(self) -> uuid.UUID | None:
        """Return the submission key of a POST without validating anything else.

        A view looks first whether it has stored a submission of this key, and then answers a
        retry with what it stored.
        """
        return self.posted.nonce if self.posted else None

    @cached_property
    def submission_key(self) -> uuid.UUID:
        """Return the idempotency key: the same for every attempt to send one shown form."""
        return self.posted_key() or uuid.uuid4()

    @property
    def is_proven(self) -> bool:
        """Tell whether proof or answer were right, whatever else was wrong."""
        return bool(self.errors is not None and self._proof)

    @property
    def http_status(self) -> int:
        """Return the status of the answer that shows this form."""
        if self.too_many:
            return 429
        return 422 if self.is_bound and self.errors else 200

    @property
    def http_headers(self) -> dict[str, str]:
        """Return the headers of that answer: `Retry-After` during a flood."""
        return {"Retry-After": str(self.too_many.retry_after)} if self.too_many else {}

    def full_clean(self) -> None:
        """Validate the form, then the guard: errors of both are shown at once."""
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.pop(FIELD, None)
            self._check_guard()

    def spend(self, *, now: datetime) -> None:
        """Mark the proof as used, in the caller's transaction; raise `AlreadySent` for a replay.

        After a replay the form says so and can be shown again. A second attempt of the same
        submission may use its proof again: the service then returns what it stored.
        """
        if self._proof is None:
            raise ValueError("Only a valid form has a proof to spend.")
        try:
            spend_proof(
                purpose=self.purpose,
                digest=self._proof.digest,
                submission_key=self.submission_key,
                now=now,
            )
        except AlreadySent as replay:
            self._proof = None
            self.add_error(None, replay.message)
            raise

    @cached_property
    def guard(self) -> Guard:
        """Return a fresh proof to solve and the key of this form."""
        level = limits.level(self.request, self.purpose, now=self.now)
        token, answers = self._word_token(level)
        questions = word_proofs.questions_of(token, purpose=self.purpose, now=self.now)
        return Guard(
            key=self._shown_key(),
            challenge=proofs.new_challenge(purpose=self.purpose, level=level, now=self.now),
            token=token,
            questions=[
                PutQuestion(one.text, given, self._word_id(place))
                for place, (one, given) in enumerate(zip(questions, answers, strict=True))
            ],
        )

    def _check_guard(self) -> None:
        try:
            limits.check(self.request, self.purpose, now=self.now)
        except limits.TooMany as flood:
            self.too_many = flood
            self.add_error(None, flood.message)
            return
        self._check_key()
        if self._sent("altcha"):
            self._proof = proofs.read(self._sent("altcha"), purpose=self.purpose)
            if self._proof is None:
                self.add_error(None, NOT_SOLVED)
        else:
            self._check_words()

    def _check_key(self) -> None:
        if self.posted is None:
            self.add_error(None, FORGED)
        elif self.posted.is_expired(now=self.now):
            self.add_error(None, EXPIRED)
        elif self.posted.is_hasty(now=self.now):
            self.add_error(None, HASTY)

    def _check_words(self) -> None:
        answers = self._answers()
        self._proof = word_proofs.read_answers(
            self._sent("word_token"), answers, purpose=self.purpose, now=self.now
        )
        if self._proof is None and any(answers):
            limits.wrong_answer(self.request, self.purpose, now=self.now)
            self.add_error(FIELD, WRONG_WORD)
        elif self._proof is None:
            self.add_error(FIELD, NO_WORD)

    def _word_token(self, level: int) -> tuple[str, list[str]]:
        """Return a new token without answers; the posted one when its answers were right."""
        if self._proof is not None and not self._sent("altcha"):
            return self._sent("word_token"), self._answers()
        count = 2 if level else 1
        token = word_proofs.new_token(purpose=self.purpose, count=count, now=self.now)
        return token, [""] * count

    def _shown_key(self) -> str:
        """Return the posted key while it is good; a new one for the same submission after that."""
        if self.posted and not self.posted.is_expired(now=self.now):
            return self._sent("form_key")
        # Whoever comes back with a form has read it.
        waited = keys.waiting_time() if self.is_bound else keys.NO_TIME
        return keys.issue(purpose=self.purpose, now=self.now - waited, nonce=self.submission_key)

    def _word_id(self, place: int) -> str:
        """Return the id of a question's input; forms of other purposes may stand in the page."""
        return f"id_{FIELD}_{self.purpose}" + (f"_{place}" if place else "")

    def _answers(self) -> list[str]:
        getlist = getattr(self.data, "getlist", None)
        return getlist(FIELD) if getlist else [self._sent(FIELD)]

    def _sent(self, name: str) -> str:
        return str(self.data.get(name) or "")
