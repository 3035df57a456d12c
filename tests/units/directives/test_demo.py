"""The demonstration of directives: made once, whatever is there."""

import pytest
from django.utils import timezone

from factories.directives import make_bare_unit
from home.demo.accounts import STAFFED_UNITS, ensure_accounts
from home.demo.directives import ensure_directives
from units.directives.enums import ReceiptState
from units.directives.models import Directive, DirectiveReceipt, ExtensionRequest
from units.documents.models import OfficialDocument
from units.enums import UnitKind

pytestmark = pytest.mark.django_db


def test_it_is_made_once(count_queries):
    make_bare_unit("TLD", kind=UnitKind.CONFEDERATION, slug="tong-lien-doan")
    for number, slug in enumerate(STAFFED_UNITS):
        make_bare_unit(f"TD-{number}", slug=slug)
    make_bare_unit("KHAC")
    ensure_accounts()
    now = timezone.now()
    ensure_directives(now=now)
    states = DirectiveReceipt.objects.values_list("directive__document__number_symbol", "state")
    founding = sorted(state for number, state in states if number == "1197/TLĐ")
    assert founding == sorted(
        [ReceiptState.DONE, *[ReceiptState.ACKNOWLEDGED] * 2, ReceiptState.DELIVERED]
    )
    assert ExtensionRequest.objects.count() == 1
    assert set(Directive.objects.values_list("is_demonstration", flat=True)) == {True}
    counts = [model.objects.count() for model in (Directive, DirectiveReceipt, OfficialDocument)]
    assert counts == [2, 7, 2]
    assert count_queries(lambda: ensure_directives(now=now)) < 15
    ensure_directives(now=now)
    again = [model.objects.count() for model in (Directive, DirectiveReceipt, OfficialDocument)]
    assert again == counts
