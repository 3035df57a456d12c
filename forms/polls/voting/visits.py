"""One visit of one voter to one poll: what is shown, and what becomes of a ballot that is sent."""

from datetime import datetime
from functools import cached_property, partial
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models import User

from ...guarding.services import AlreadySent
from ..ballot_keys import account_digests
from ..correction_words import corrections_of
from ..enums import Audience, PollPhase, Refusal
from ..errors import BallotRefused, CodeUsed, NotOpen, PollChanged, UnknownCode
from ..models import Participation, Poll, PollPage
from ..queries import Outline, outline_of, pages_of
from ..rules import edits_polls_of
from ..services import casting
from ..services.casting import Receipt
from ..services.refusals import count_refusal
from ..showing.results import Results, results_of
from ..showing.standing import standing_of
from .cookies import is_device_bound, keep_key, read_key
from .forms import BallotForm
from .shown import shown_sections

TEMPLATE = "polls/poll_page.html"
HIDDEN = (PollPhase.DRAFT,)
LOG_IN_AGAIN = _("You are no longer logged in. Log in in a new tab, then send your ballot again.")


class Visit:
    """A request for a poll at a moment; raises `Http404` for one that the visitor may not see."""

    def __init__(
        self, request: HttpRequest, poll: Poll, *, now: datetime, page: PollPage | None = None
    ) -> None:
        self.request, self.poll, self.now = request, poll, now
        self.phase = poll.phase(now)
        self.is_trial = self.phase == PollPhase.TEST
        self._page = page
        if self.phase in HIDDEN or (self.is_trial and not self._may_try()):
            raise Http404

    @cached_property
    def page(self) -> PollPage | None:
        """Return the live page of the poll in the language of the address, else the Vietnamese."""
        live = [page for page in pages_of(self.poll) if page.live]
        here = (page for page in live if page.locale.language_code == get_language())
        return self._page or next(here, live[0] if live else None)

    @cached_property
    def outline(self) -> Outline:
        """Return the questions of the poll."""
        return outline_of(self.poll)

    @cached_property
    def key(self) -> UUID | None:
        """Return the key that this device keeps."""
        return read_key(self.request, self.poll, is_trial=self.is_trial)

    def show(self) -> HttpResponse:
        """Show the poll as it stands: the form to whoever may vote and has not."""
        if self.phase not in (PollPhase.OPEN, PollPhase.TEST):
            return self._answer({})
        if self.poll.audience == Audience.ACCOUNTS and not self.request.user.is_authenticated:
            return self._answer({"needs_login": True})
        if self._account_has_voted():
            return self._answer({"has_voted": True})
        receipt = self.receipt_of(self.key) if self._is_device_bound and self.key else None
        if receipt is not None:
            return self._answer({"has_voted": True, "receipt": receipt})
        return self.show_form(self._form())

    def show_form(self, form: BallotForm) -> HttpResponse:
        """Show the form, with everything that was typed and what is wrong with it."""
        sections = shown_sections(
            self.outline,
            key=form.submission_key,
            posted=self.request.POST if form.is_bound else None,
            errors=form.reading.errors,
        )
        response = self._answer({"form": form, "sections": sections}, form.http_status)
        for name, value in form.http_headers.items():
            response[name] = value
        if self._is_device_bound:
            keep_key(response, self.poll, form.submission_key, now=self.now)
        return response

    def send(self) -> HttpResponse:
        """Take the ballot that was posted and lead to the thanks, or say why not."""
        form = self._form(self.request.POST)
        key = self.key if self._is_device_bound and self.key else form.posted_key()
        if key and (known := self.receipt_of(key)):
            return self._thank_again(known, key)
        if self.phase not in (PollPhase.OPEN, PollPhase.TEST):
            return self._refuse_late()
        is_valid = form.is_valid()
        if self.poll.audience == Audience.ACCOUNTS and not self.request.user.is_authenticated:
            form.add_error(None, LOG_IN_AGAIN)
            return self.show_form(form)
        if not is_valid:
            self._count_unproven(form)
            return self.show_form(form)
        return self._cast(form)

    def receipt_of(self, key: UUID) -> Receipt | None:
        """Return the receipt of the ballot that was cast with a key."""
        return casting.find_receipt(poll_id=self.poll.pk, key=key, is_trial=self.is_trial)

    @property
    def _is_device_bound(self) -> bool:
        return is_device_bound(self.poll, is_trial=self.is_trial)

    def _cast(self, form: BallotForm) -> HttpResponse:
        try:
            casting.cast(
                poll_id=self.poll.pk,
                key=form.submission_key,
                answers=form.reading.answers,
                now=self.now,
                code=form.cleaned_data.get("code", ""),
                user=self._account(),
                unit=form.cleaned_data.get("unit"),
                version=self.poll.version,
                is_trial=self.is_trial,
                spend=partial(form.spend, now=self.now),
            )
        except AlreadySent:
            # The form tells it.
            count_refusal(poll_id=self.poll.pk, reason=Refusal.UNPROVEN)
        except UnknownCode as refused:
            form.add_error("code", str(refused.message))
            form.count_guess()
        except CodeUsed as refused:
            form.add_error("code", str(refused.message))
        except (BallotRefused, PollChanged) as refused:
            form.add_error(None, str(refused.message))
        else:
            return self._thank(form.submission_key)
        return self.show_form(form)

    def _thank(self, key: UUID) -> HttpResponse:
        response = redirect(reverse("voting:thanks", args=[self.poll.pk]))
        response.status_code = 303
        keep_key(response, self.poll, key, now=self.now, is_trial=self.is_trial)
        return response

    def _thank_again(self, receipt: Receipt, key: UUID) -> HttpResponse:
        if not self.is_trial:
            count_refusal(poll_id=self.poll.pk, reason=Refusal.REPEATED)
        return self._thank(key)

    def _refuse_late(self) -> HttpResponse:
        count_refusal(poll_id=self.poll.pk, reason=Refusal.NOT_OPEN)
        return self._answer({"refusal": NotOpen.message}, 409)

    def _count_unproven(self, form: BallotForm) -> None:
        if form.too_many:
            count_refusal(poll_id=self.poll.pk, reason=Refusal.FLOOD)
        elif form.is_unproven:
            count_refusal(poll_id=self.poll.pk, reason=Refusal.UNPROVEN)

    def _form(self, data: Any = None) -> BallotForm:
        return BallotForm(
            data,
            request=self.request,
            now=self.now,
            outline=self.outline,
            key=self.key if self._is_device_bound else None,
            is_trial=self.is_trial,
        )

    def _answer(self, context: dict[str, Any], status: int = 200) -> HttpResponse:
        context |= {"page": self.page, "poll": self.poll, "phase": self.phase.value}
        context |= {"is_trial": self.is_trial, "address": self.address}
        if self.poll.is_locked:
            context["corrections"] = corrections_of(self.poll, self.outline)
        if "form" not in context:
            # Those who still vote are not told what others said.
            context["results"] = self._results()
        return TemplateResponse(self.request, TEMPLATE, context, status=status)

    @property
    def address(self) -> str:
        """Return where ballots are sent and the rest of the poll's own addresses begin."""
        return reverse("voting:vote", args=[self.poll.pk])

    def _results(self) -> Results | None:
        standing = standing_of(self.poll, now=self.now)
        return results_of(standing) if standing else None

    def _account(self) -> User | None:
        is_known = self.poll.audience == Audience.ACCOUNTS
        return cast(User, self.request.user) if is_known else None

    def _account_has_voted(self) -> bool:
        user = None if self.is_trial else self._account()
        if user is None:
            return False
        digests = account_digests(user.pk, poll_id=self.poll.pk)
        return Participation.objects.filter(poll=self.poll, digest__in=digests).exists()

    def _may_try(self) -> bool:
        return edits_polls_of(self.request.user, self.poll.unit_id)
