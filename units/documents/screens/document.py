"""One document: what it is, its files, what stands around it, what can be done, what was done."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.addresses import canonical_url

from .. import rules
from ..enums import DocumentState
from ..history import history_of
from ..models import OfficialDocument
from ..public.document import files_of, relations_of
from ..readers import readable_documents
from ..services.entering import discard_draft, issue_document, withdraw_document
from ..services.pages import publish_document, unpublish_document
from ..status import status_on
from .base import DocumentScreen, KeeperScreen, renew
from .forms import FilesForm, RelationForm, ReplaceForm, SeenForm, WithdrawForm
from .listing import issuer_of


class DocumentPageMixin(DocumentScreen):
    """Shows the document's own screen, with the form that was refused where there is one."""

    template_name = "documents/admin/document.html"

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the register."""
        return super().trail()[:-1]

    def get_page_subtitle(self) -> str:
        """Name the document."""
        return self.document.number_symbol

    def show(self, *, status: int = 200, **forms: Any) -> HttpResponse:
        """Render the screen."""
        document, user = self.document, self.request.user
        readable = readable_documents(user).values("pk")
        context = {
            "document": document,
            "issuer": issuer_of(document),
            "standing": status_on(document, self.today),
            "files": files_of(document),
            "relations": relations_of(document, only=Q(pk__in=readable)),
            "history": history_of(document, user=user),
            "keeps": rules.keeps(user, document),
            "public_url": canonical_url(document.page) if is_shown(document) else "",
            "can": can_do(user, document),
            "seen_form": SeenForm(initial={"seen": document.version}),
            "files_form": FilesForm(),
            "replace_form": ReplaceForm(auto_id=False),
            "relation_form": RelationForm(),
            "withdraw_form": WithdrawForm(initial={"seen": document.version}),
        }
        return self.answer(status=status, **(context | forms))


class DocumentView(DocumentPageMixin):
    """A document, for all who may read it."""

    def get(self, request, document_id: int) -> HttpResponse:
        """Show it."""
        return self.show()


class ActView(DocumentPageMixin, KeeperScreen):
    """The buttons of a document: issue, publish, take down, withdraw, delete a draft."""

    http_method_names = ["post"]

    def post(self, request, document_id: int) -> HttpResponse:
        """Do what the button says, once."""
        action = request.POST.get("do", "")
        if action == "withdraw":
            return self._withdraw()
        if action not in ACTIONS:
            raise BadRequest("unknown action")
        form = SeenForm(request.POST)
        if not form.is_valid():
            raise BadRequest("no version")
        number, seen = self.document.number_symbol, form.cleaned_data["seen"]
        act, done = ACTIONS[action]
        if self.told(lambda: act(self.document.pk, request.user, seen, self.now)):
            messages.success(request, done() % {"number": number})
            if action == "discard":
                return redirect("official_documents")
        return redirect(self.home())

    def _withdraw(self) -> HttpResponse:
        form = WithdrawForm(self.request.POST)
        if form.is_valid():
            given = form.cleaned_data
            done = self.told(
                lambda: withdraw_document(
                    document_id=self.document.pk,
                    user=self.request.user,
                    seen=given["seen"],
                    reason=given["reason"],
                    now=self.now,
                )
            )
            if done:
                messages.success(self.request, _("The document is withdrawn."))
                return redirect(self.home())
            renew(form, self.document.pk)
        return self.show(withdraw_form=form, status=422)


def can_do(user, document: OfficialDocument) -> dict[str, bool]:
    """Return which buttons the account has."""
    keeps, shown = rules.keeps(user, document), is_shown(document)
    is_draft = document.state == DocumentState.DRAFT
    publishes = rules.may_publish(user, document) and not is_draft
    is_public = document.audience == "public"
    return {
        "change": keeps,
        "issue": is_draft and rules.may_issue(user, document),
        "publish": publishes and is_public and not shown,
        "unpublish": publishes and shown,
        "withdraw": document.state == DocumentState.ISSUED and rules.may_issue(user, document),
        "discard": keeps and is_draft,
    }


def is_shown(document: OfficialDocument) -> bool:
    """Tell whether readers see the document's page."""
    return bool(document.page and document.page.live)


def _issue(pk: int, user, seen: int, now) -> None:
    issue_document(document_id=pk, user=user, seen=seen, now=now)


def _publish(pk: int, user, seen: int, now) -> None:
    publish_document(document_id=pk, user=user, seen=seen, now=now)


def _unpublish(pk: int, user, seen: int, now) -> None:
    unpublish_document(document_id=pk, user=user, seen=seen, now=now)


def _discard(pk: int, user, seen: int, now) -> None:
    discard_draft(document_id=pk, user=user, seen=seen)


ACTIONS: dict[str, tuple[Callable[..., None], Callable[[], str]]] = {
    "issue": (_issue, lambda: _("%(number)s is issued.")),
    "publish": (_publish, lambda: _("Readers see %(number)s now.")),
    "unpublish": (_unpublish, lambda: _("Readers do not see %(number)s any more.")),
    "discard": (_discard, lambda: _("The draft of %(number)s is deleted.")),
}
