"""The Office plans, looks, confirms, reads and undoes; nobody of a unit sees any of it."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from factories.portal import make_article, make_unit, make_user
from factories.reorganising import make_full_unit, make_plan, new_unit
from units.enums import PortalRole, UnitRole
from units.models import Unit
from units.reorganisation.enums import OperationKind, OperationState
from units.reorganisation.models import Reorganisation
from units.reorganisation.services.planning import plan_reorganisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client):
    user = make_user(portal_role=PortalRole.OFFICE)
    client.force_login(user)
    return client


def planned_now(*units, **fields):
    today = timezone.localdate()
    plan = make_plan(*units, **{"effective_on": today} | fields)
    return plan_reorganisation(plan=plan, by=None, now=timezone.now())


def form_data(**fields):
    return {
        "request_key": str(uuid4()),
        "effective_on": timezone.localdate().strftime("%d/%m/%Y"),
        "decision": "Quyết định 01/QĐ-TLĐ",
        "note": "",
    } | fields


def test_the_office_plans_confirms_reads_and_undoes(office):
    old, taker = make_full_unit("CU"), make_unit("MOI")
    assert office.get(reverse("reorganisation_new")).status_code == 200
    address = reverse("reorganisation_plan", args=["merge"])
    assert office.get(address).status_code == 200
    data = form_data(predecessors=[old.pk], successors=taker.pk)
    answer = office.post(address, data)
    operation = Reorganisation.objects.get()
    show = reverse("reorganisation_show", args=[operation.pk])
    assert answer.url == show
    shown = office.get(show)
    assert shown.status_code == 200
    assert Unit.objects.get(pk=old.pk).valid_to is None
    digest = shown.context["digest"]
    apply = reverse("reorganisation_apply", args=[operation.pk])
    assert office.post(apply, {"digest": digest}).url == show
    operation.refresh_from_db()
    assert operation.state == OperationState.APPLIED
    report = office.get(show).context["report"]
    assert report["passages"][0]["unit"] == "CU"
    undo = reverse("reorganisation_undo", args=[operation.pk])
    assert office.get(undo).context["reasons"] == []
    assert office.post(undo).url == show
    operation.refresh_from_db()
    assert operation.state == OperationState.UNDONE
    assert office.get(show).status_code == 200
    assert office.get(undo).url == show


def test_the_office_moves_drafts_without_rights_in_the_tree(office):
    old, taker = make_unit("CU"), make_unit("MOI")
    draft = make_article("news", old, live=False)
    operation = planned_now(old, to=(taker,))
    show = reverse("reorganisation_show", args=[operation.pk])
    digest = office.get(show).context["digest"]
    office.post(reverse("reorganisation_apply", args=[operation.pk]), {"digest": digest})
    draft.refresh_from_db()
    assert draft.unit == taker
    office.post(reverse("reorganisation_undo", args=[operation.pk]))
    draft.refresh_from_db()
    assert draft.unit == old


def test_a_second_click_plans_once(office):
    old, taker = make_unit("CU"), make_unit("MOI")
    data = form_data(predecessors=[old.pk], successors=taker.pk)
    address = reverse("reorganisation_plan", args=["merge"])
    assert office.post(address, data).url == office.post(address, data).url
    assert Reorganisation.objects.count() == 1


def test_what_was_typed_stays_when_a_plan_is_refused(office):
    old = make_unit("CU")
    data = form_data(predecessors=old.pk, note="Ghi chú giữ lại", **{
        "new-0-code": "ldld-moi", "new-0-kind": "province", "new-0-name_vi": "LĐLĐ mới",
        "new-0-short_name_vi": "LĐLĐ mới", "new-0-slug": "cu",
    })  # fmt: skip
    answer = office.post(reverse("reorganisation_plan", args=["rename"]), data)
    assert answer.status_code == 422
    assert answer.context["reasons"]
    page = answer.content.decode()
    assert "Ghi chú giữ lại" in page
    assert 'value="ldld-moi"' in page
    assert not Reorganisation.objects.exists()


def test_a_new_unit_needs_its_names(office):
    old = make_unit("CU")
    data = form_data(predecessors=old.pk, **{"new-0-code": "MOI", "new-0-kind": "province"})
    answer = office.post(reverse("reorganisation_plan", args=["rename"]), data)
    assert answer.status_code == 422
    assert set(answer.context["new_forms"][0].errors) == {"name_vi", "short_name_vi", "slug"}


def test_a_split_is_planned_with_new_units(office):
    old = make_unit("CU")
    new = {
        f"new-{place}-{name}": value
        for place, code in enumerate(("MOT", "HAI"))
        for name, value in {
            "code": code, "kind": "province", "name_vi": f"LĐLĐ {code}", "name_en": "",
            "short_name_vi": code, "slug": code.lower(),
        }.items()
    }  # fmt: skip
    data = form_data(predecessors=old.pk, taker="new-1", **new)
    answer = office.post(reverse("reorganisation_plan", args=["split"]), data)
    assert answer.status_code == 302
    operation = Reorganisation.objects.get()
    assert operation.parts.get(takes_open_work=True).successor_code == "HAI"
    shown = office.get(answer.url)
    assert shown.context["report"]["made_units"] == ["MOT", "HAI"]


def test_the_taker_of_a_split_is_chosen_and_never_typed(office):
    old, one, other = make_unit("CU"), make_unit("MOT"), make_unit("HAI")
    address = reverse("reorganisation_plan", args=["split"])
    field = office.get(address).context["form"].fields["taker"]
    offered = dict(choice for _group, group in field.choices[1:] for choice in group)
    assert {str(one.pk), "new-0", "new-1", "new-2"} <= offered.keys()
    data = form_data(predecessors=old.pk, successors=[one.pk, other.pk], note="Giữ lại")
    for taker, status in (("", 422), ("HAI", 422), (str(old.pk), 422), ("new-0", 422)):
        answer = office.post(address, data | {"taker": taker})
        assert answer.status_code == status
        page = answer.content.decode()
        assert "Giữ lại" in page
        assert answer.context["form"].errors.get("taker") or answer.context["reasons"]
        # What was chosen is chosen still.
        if taker in offered:
            assert f'value="{taker}" selected' in page
    assert not Reorganisation.objects.exists()
    assert office.post(address, data | {"taker": str(other.pk)}).status_code == 302
    assert Reorganisation.objects.get().parts.get(takes_open_work=True).successor == other


def test_going_back_and_sending_something_else_makes_another_plan(office):
    old, taker, third = make_unit("CU"), make_unit("MOI"), make_unit("BA")
    address = reverse("reorganisation_plan", args=["merge"])
    data = form_data(predecessors=[old.pk], successors=taker.pk)
    first = office.post(address, data)
    # The same unit stands in the plan that waits; what was typed is not lost.
    changed = office.post(address, data | {"note": "Đã sửa"})
    assert changed.status_code == 422
    assert "Đã sửa" in changed.content.decode()
    Reorganisation.objects.update(state=OperationState.DISCARDED)
    again = office.post(address, data | {"successors": third.pk})
    assert again.status_code == 302
    assert again.url != first.url
    assert Reorganisation.objects.count() == 2


@pytest.mark.parametrize("day", ["01/01/0001", "31/12/9999", "30/02/2026", "27/07/1929"])
def test_days_beyond_reason_are_refused_or_planned(office, day):
    old, taker = make_unit("CU"), make_unit("MOI")
    data = form_data(predecessors=[old.pk], successors=taker.pk, effective_on=day)
    answer = office.post(reverse("reorganisation_plan", args=["merge"]), data)
    assert answer.status_code == (302 if day == "31/12/9999" else 422)


def test_an_unknown_kind_is_not_found(office):
    assert office.get(reverse("reorganisation_plan", args=["tách"])).status_code == 404


def test_a_changed_plan_is_shown_again(office):
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = planned_now(old, to=(taker,))
    address = reverse("reorganisation_apply", args=[operation.pk])
    office.post(address, {"digest": "0" * 64})
    operation.refresh_from_db()
    assert operation.state == OperationState.PLANNED


def test_what_stands_against_undoing_is_shown(office):
    old, taker = make_full_unit("CU"), make_unit("MOI")
    operation = planned_now(old, to=(taker,))
    show = reverse("reorganisation_show", args=[operation.pk])
    digest = office.get(show).context["digest"]
    office.post(reverse("reorganisation_apply", args=[operation.pk]), {"digest": digest})
    taker.memberships.first().delete()
    undo = reverse("reorganisation_undo", args=[operation.pk])
    assert office.get(undo).context["reasons"]
    assert office.post(undo).status_code == 409


def test_a_plan_is_discarded(office):
    operation = planned_now(make_unit("CU"), to=(make_unit("MOI"),))
    address = reverse("reorganisation_discard", args=[operation.pk])
    assert office.post(address).status_code == 302
    operation.refresh_from_db()
    assert operation.state == OperationState.DISCARDED
    assert office.get(address).status_code == 405


def test_a_plan_that_became_impossible_says_why(office):
    old = make_unit("CU")
    operation = planned_now(old, to=(make_unit("MOI"),))
    Unit.objects.filter(pk=old.pk).update(valid_to="2020-01-01")
    shown = office.get(reverse("reorganisation_show", args=[operation.pk]))
    assert shown.context["reasons"]
    assert not shown.context.get("digest")


@pytest.mark.parametrize("who", ["officer", "leader", "unit administrator", "propaganda"])
def test_nobody_of_a_unit_finds_anything(client, who):
    old, taker = make_unit("CU"), make_unit("MOI")
    operation = planned_now(old, to=(taker,))
    users = {
        "officer": lambda: make_user(unit=old, role=UnitRole.OFFICER),
        "leader": lambda: make_user(unit=taker, role=UnitRole.LEADER),
        "unit administrator": lambda: make_user(unit=old, role=UnitRole.ADMINISTRATOR),
        "propaganda": lambda: make_user(portal_role=PortalRole.PROPAGANDA),
    }
    client.force_login(users[who]())
    addresses = [
        reverse("reorganisations"),
        reverse("reorganisation_new"),
        reverse("reorganisation_plan", args=["merge"]),
        *(
            reverse(f"reorganisation_{name}", args=[operation.pk])
            for name in ("show", "undo", "apply", "discard")
        ),
    ]
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code == 404, address


def test_an_unknown_operation_is_not_found(office):
    assert office.get(reverse("reorganisation_show", args=[999])).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(office, count_queries):
    def listed():
        return office.get(reverse("reorganisations")).status_code

    planned_now(make_unit("A1"), to=(new_unit("B1"),), kind=OperationKind.RENAME)
    listed()
    one = count_queries(listed)
    planned_now(make_unit("A2"), to=(make_unit("B2"),))
    planned_now(make_unit("A3"), kind=OperationKind.CLOSE)
    assert count_queries(listed) == one
    shown = office.get(reverse("reorganisations") + "?state=planned")
    assert len(shown.context["rows"]) == 3
