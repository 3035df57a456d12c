"""Says how a document stands to others, which are found by their number."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..errors import DocumentRefused
from ..models import OfficialDocument
from ..numbers import number_query
from ..public.listing import NEWEST_FIRST, number_rank
from ..readers import readable_documents
from ..services.relating import relate_documents, unrelate_documents
from .base import KeeperScreen
from .document import DocumentPageMixin
from .forms import RelationForm

MOST_OFFERED = 10
DIGITS = 18


class RelationsView(DocumentPageMixin, KeeperScreen):
    """Adds and removes relations; of several documents with the number one is chosen."""

    http_method_names = ["post"]

    def post(self, request, document_id: int) -> HttpResponse:
        """Do what the button says."""
        if remove := request.POST.get("remove", ""):
            return self._remove(remove)
        form = RelationForm(request.POST)
        if not form.is_valid():
            return self.show(relation_form=form, status=422)
        found = candidates(request.user, form.cleaned_data["number"], but=self.document.pk)
        chosen = request.POST.get("target", "")
        targets = [one for one in found if str(one.pk) == chosen] if chosen else found
        if len(targets) != 1:
            if not targets:
                form.add_error("number", _("You may read no document with this number."))
            return self.show(relation_form=form, candidates=targets, status=422)
        try:
            relate_documents(
                source_id=self.document.pk,
                target_id=targets[0].pk,
                kind=form.cleaned_data["kind"],
                note=form.cleaned_data["note"],
                user=request.user,
            )
        except DocumentRefused as refusal:
            form.add_error(None, str(refusal))
            return self.show(relation_form=form, status=422)
        messages.success(request, _("Saved."))
        return redirect(self.home())

    def _remove(self, relation: str) -> HttpResponse:
        if not (relation.isascii() and relation.isdecimal() and len(relation) <= DIGITS):
            raise BadRequest("not a relation")
        act = {"source_id": self.document.pk, "relation_id": int(relation)}
        if self.told(lambda: unrelate_documents(**act, user=self.request.user)):
            messages.success(self.request, _("The relation is removed."))
        return redirect(self.home())


def candidates(user, text: str, *, but: int) -> list[OfficialDocument]:
    """Return the readable documents of a number in any spelling; the very number stands alone."""
    number = number_query(text)
    if number is None:
        return []
    documents = readable_documents(user).exclude(pk=but).select_related("issuer", "type")
    found = documents.filter(number.condition).defer("folded")
    rows = list(found.order_by(number_rank(text), *NEWEST_FIRST)[:MOST_OFFERED])
    exact = [one for one in rows if one.number_key == number.key]
    return exact or rows
