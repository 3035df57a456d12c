"""One directive: how far every unit is, what waits, and what the Office may do with it."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.text import fold_for_search

from ..enums import DirectiveState
from ..errors import DirectiveRefused
from ..forms import EndForm, RecipientForm
from ..models import DirectiveReceipt, DirectiveVersion
from ..queries import bars_of, files_of, progress_of
from ..recipients import answering_ids, gone_units, recipients_of
from ..services.drafting import delete_draft
from ..services.ending import cancel_directive, close_directive
from ..services.sending import send_directive
from ..standings import STANDINGS, count_standings, standing_of, waiting_answers, waiting_requests
from ..wording import calendar_of, days_in_words, deadlines_of
from .base import OneDirectiveScreen, page_of
from .editing import preview_of

UNITS_A_SCREEN = 120


class DirectiveView(OneDirectiveScreen):
    """Shows a directive; sends, closes, takes back and throws away."""

    template = "directives/directive.html"

    @cached_property
    def filters(self) -> RecipientForm:
        """Return the filters of the address; a choice that does not exist is left out."""
        form = RecipientForm(self.request.GET)
        form.full_clean()
        return form

    def get(self, request, directive_id: int) -> HttpResponse:
        """Show the directive."""
        return self._show()

    def post(self, request, directive_id: int) -> HttpResponse:
        """Do one thing, or say why not."""
        actions = {
            "send": self._send,
            "close": self._close,
            "cancel": self._cancel,
            "delete": self._delete,
        }
        action = actions.get(request.POST.get("action", ""))
        if action is None:
            raise Http404
        try:
            return action()
        except DirectiveRefused as refusal:
            messages.error(request, str(refusal))
            self.__dict__.pop("directive", None)
            return self._show(status=422, failed=request.POST["action"])

    def _send(self) -> HttpResponse:
        version = self._number("version")
        sent = send_directive(
            directive_id=self.directive.pk, version=version, user=self.request.user, now=self.now
        )
        count = sent.receipts.count()
        messages.success(self.request, _("Sent to %(count)s units.") % {"count": count})
        return redirect("directive_show", sent.pk)

    def _close(self) -> HttpResponse:
        reason = self._reason()
        user = self.request.user
        close_directive(directive_id=self.directive.pk, reason=reason, user=user, now=self.now)
        messages.success(self.request, _("The directive is closed: nothing more is asked."))
        return redirect("directive_show", self.directive.pk)

    def _cancel(self) -> HttpResponse:
        reason = self._reason()
        user = self.request.user
        cancel_directive(directive_id=self.directive.pk, reason=reason, user=user, now=self.now)
        messages.success(self.request, _("The directive is taken back; units are told."))
        return redirect("directive_show", self.directive.pk)

    def _delete(self) -> HttpResponse:
        delete_draft(
            directive_id=self.directive.pk,
            version=self._number("version"),
            user=self.request.user,
        )
        messages.success(self.request, _("The draft is thrown away."))
        return redirect("directive_list")

    def _number(self, name: str) -> int:
        value = self.request.POST.get(name, "")
        if not (value.isascii() and value.isdigit() and len(value) < 10):
            raise Http404
        return int(value)

    def _reason(self) -> str:
        return self.request.POST.get("reason", "")

    def _show(self, status: int = 200, failed: str = "") -> HttpResponse:
        context = self._draft_facts() if self._is_draft else self._sent_facts()
        return self.answer(
            status=status,
            directive=self.directive,
            files=files_of(self.directive.document_id),
            deadline=self._deadline(),
            end_form=EndForm(self.request.POST if failed else None),
            failed=failed,
            **context,
        )

    @property
    def _is_draft(self) -> bool:
        return self.directive.state == DirectiveState.DRAFT

    def _deadline(self):
        day = self.directive.deadline
        is_over = self.directive.state not in (DirectiveState.DRAFT, DirectiveState.SENT)
        if day is None or is_over:
            return None
        return days_in_words(day, today=self.today, calendar=calendar_of([day], today=self.today))

    def _draft_facts(self) -> dict[str, Any]:
        units = recipients_of(self.directive, today=self.today)
        answering = len(answering_ids(self.directive, units))
        gone = gone_units(self.directive, today=self.today)
        return {"preview": preview_of(units, answering) | {"gone": gone}}

    def _sent_facts(self) -> dict[str, Any]:
        figures = progress_of([self.directive], today=self.today)[self.directive.pk]
        page = page_of(self._recipients(), self.request, size=UNITS_A_SCREEN)
        receipts = list(page.object_list)
        words = deadlines_of(receipts, today=self.today)
        own = {"receipt__directive": self.directive}
        return {
            "figures": figures,
            "bars": bars_of(figures),
            "filters": self.filters,
            "tabs": self._tabs(),
            "page_obj": page,
            "rows": [{"receipt": one, "deadline": words[one.pk]} for one in receipts],
            "query": self._query(),
            "requests": list(waiting_requests().filter(**own).select_related("receipt", "unit")),
            "answers": list(waiting_answers().filter(**own).select_related("receipt__in_charge")),
            "versions": compared(list(self.directive.versions.select_related("document"))),
        }

    def _narrowed(self) -> QuerySet[DirectiveReceipt]:
        receipts = self.directive.receipts.select_related("unit", "in_charge", "directive")
        values = self.filters.cleaned_data
        if values.get("kind"):
            receipts = receipts.filter(unit__kind=values["kind"])
        if values.get("q"):
            receipts = receipts.filter(pk__in=self._named(values["q"]))
        return receipts

    def _named(self, query: str) -> list[int]:
        """Return the receipts of units whose name holds all words, with or without marks."""
        words = fold_for_search(query).split()
        rows = self.directive.receipts.values_list(
            "pk", "unit__name_vi", "unit__short_name_vi", "unit__code"
        )
        return [
            pk
            for pk, *names in rows
            if all(word in fold_for_search(" ".join(names)) for word in words)
        ]

    def _recipients(self) -> QuerySet[DirectiveReceipt]:
        standing = standing_of(STANDINGS, self.filters.cleaned_data.get("show") or "all")
        receipts = self._narrowed().order_by("unit__sort_name")
        return receipts.filter(standing.condition(self.today)) if standing else receipts

    def _tabs(self) -> list[dict[str, Any]]:
        counts = count_standings(self._narrowed(), STANDINGS, self.today)
        shown = self.filters.cleaned_data.get("show") or "all"
        return [
            {
                "label": one.label,
                "count": counts[one.key],
                "url": f"?{self._query(show=one.key)}#recipients",
                "is_current": one.key == shown,
            }
            for one in STANDINGS
        ]

    def _query(self, **extra: str) -> str:
        names = self.filters.fields
        chosen = {name: self.filters.cleaned_data.get(name) or "" for name in names} | extra
        return urlencode({name: value for name, value in chosen.items() if value})

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the list."""
        return [(reverse("directive_list"), str(self.page_title))]


def compared(versions: list[DirectiveVersion]) -> list[dict[str, Any]]:
    """Return versions, the newest first, each with what differs from the one before."""
    rows, former = [], None
    for version in versions:
        rows.append({"version": version, "changes": _changes(former, version)})
        former = version
    return rows[::-1]


def _changes(former: DirectiveVersion | None, version: DirectiveVersion) -> list[dict[str, Any]]:
    if former is None:
        return []
    facts = (
        (_("Title"), former.title, version.title),
        (_("What is asked of units"), former.task, version.task),
        (_("Deadline"), _day(former.deadline), _day(version.deadline)),
        (_("Document"), str(former.document), str(version.document)),
    )
    return [
        {"label": label, "before": before, "after": after}
        for label, before, after in facts
        if before != after
    ]


def _day(day) -> str:
    return f"{day:%d/%m/%Y}" if day else str(_("no deadline"))
