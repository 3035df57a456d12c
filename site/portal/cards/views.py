"""Serves the card of a page that everybody may read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from portal.cards.facts import card_address, readable_facts
from portal.cards.store import card_of

FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def share_card(request: HttpRequest, pk: str, digest: str) -> HttpResponse:
    """Return the card; the address of a former title leads to that of the present one.

    Raises `Http404` for drafts, retracted and restricted pages, whatever the digest.
    """
    facts = readable_facts(int(pk))
    if facts is None:
        raise Http404
    if digest != facts.digest:
        return redirect(card_address(int(pk), facts))
    headers = {"Cache-Control": FOR_EVER}
    return HttpResponse(card_of(int(pk), facts), content_type="image/png", headers=headers)
