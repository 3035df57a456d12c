"""Who opens which screen of quotas; what is not theirs does not exist."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.permissions import policy_registry

from articles.models import QuotaExemption, QuotaReminder, QuotaRule
from articles.quotas.rules import grants_exemptions, oversees_quotas
from factories.portal import make_unit, make_user
from factories.quotas import local, make_sent
from units.enums import UnitRole

pytestmark = pytest.mark.django_db
OVERVIEW = ["quota_overview", "quota_ranking", "quota_shortfalls", "quota_export"]
OF_UNIT = ["quota_unit", "quota_pieces"]
MEMBERS = {"author", "chief_editor", "unit_administrator"}
OVERSEERS = {
    "editor", "head", "chief", "thematic", "thematic_head", "thematic_chief", "office",
    "administrator",
}  # fmt: skip
GRANTERS = {"thematic_head", "thematic_chief", "administrator"}
ALL = MEMBERS | OVERSEERS | {"finance"}


@pytest.fixture
def who_opens(people, client_of):
    """Return a function that tells who gets 200 at an address; all others must get 404."""

    def answered(url: str) -> set[str]:
        found = set()
        for name in ALL:
            status = client_of(getattr(people, name)).get(url).status_code
            assert status in (200, 404), (name, url, status)
            if status == 200:
                found.add(name)
        return found

    return answered


@pytest.mark.parametrize("name", OVERVIEW)
def test_the_overview_is_for_desks_their_chiefs_the_office_and_administrators(name, who_opens):
    assert who_opens(reverse(name)) == OVERSEERS


@pytest.mark.parametrize("name", OF_UNIT)
def test_a_unit_is_read_by_its_members_and_those_who_see_all(name, unit, who_opens):
    assert who_opens(reverse(name, args=[unit.code])) == MEMBERS | OVERSEERS


@pytest.mark.parametrize("name", OF_UNIT)
@pytest.mark.parametrize("role", UnitRole)
def test_another_units_people_find_nothing(name, role, unit, client_of):
    make_sent(unit, local(2026, 3, 4))
    stranger = make_user(unit=make_unit(), role=role)
    client = client_of(stranger)
    foreign = client.get(reverse(name, args=[unit.code]))
    absent = client.get(reverse(name, args=["KHONG-CO"]))
    assert foreign.status_code == absent.status_code == 404
    assert foreign.content == absent.content


def test_a_closed_membership_closes_the_screen(unit, people, client_of):
    people.author.memberships.all().delete()
    assert client_of(people.author).get(reverse("quota_unit", args=[unit.code])).status_code == 404
    assert client_of(people.author).get(reverse("quota_mine")).status_code == 404


def test_strangers_are_sent_to_log_in(unit, client):
    for name in OVERVIEW:
        assert client.get(reverse(name)).status_code == 302
    assert client.get(reverse("quota_unit", args=[unit.code])).status_code == 302


def test_the_own_unit_is_found_by_members_only(unit, people, client_of):
    for name in ALL:
        response = client_of(getattr(people, name)).get(reverse("quota_mine"))
        if name in MEMBERS:
            assert response.url == reverse("quota_unit", args=[unit.code]), name
        else:
            assert response.status_code == 404, name


def test_screens_are_read_and_never_posted_to(unit, people, client_of):
    client = client_of(people.administrator)
    for url in (*map(reverse, OVERVIEW), reverse("quota_unit", args=[unit.code])):
        assert client.post(url).status_code == 405


@pytest.fixture
def rows(unit, people):
    """A rule and an exemption to name in addresses."""
    exemption = QuotaExemption.objects.create(
        unit=unit, first_week=date(2026, 3, 2), last_week=date(2026, 3, 2), reason="Sáp nhập"
    )
    return {"quota-rules": QuotaRule.objects.first(), "quota-exemptions": exemption}


@pytest.mark.parametrize(
    ("name", "allowed"), [("quota-rules", {"administrator"}), ("quota-exemptions", GRANTERS)]
)
@pytest.mark.parametrize("action", ["index", "add", "edit", "delete", "history", "usage"])
def test_rules_are_the_administrators_and_exemptions_the_granters(
    name, allowed, action, rows, people, client_of
):
    arguments = [] if action in ("index", "add") else [rows[name].pk]
    url = reverse(f"{name}:{action}", args=arguments)
    for person in ALL:
        client = client_of(getattr(people, person))
        status = client.get(url).status_code
        if person not in allowed:
            assert (person, status, client.post(url).status_code) == (person, 404, 404)
        elif (name, action) == ("quota-rules", "delete"):
            assert status == 302  # weeks that are over stand on it
        else:
            assert (person, status) == (person, 200)
    assert rows[name]._meta.model.objects.filter(pk=rows[name].pk).exists()


def test_policies_say_the_same_as_the_screens(people):
    rules = policy_registry.get_by_type(QuotaRule)
    exemptions = policy_registry.get_by_type(QuotaExemption)
    reminders = policy_registry.get_by_type(QuotaReminder)
    for name in ALL:
        user = getattr(people, name)
        assert rules.user_has_permission(user, "change") is (name == "administrator")
        assert exemptions.user_has_permission(user, "add") is (name in GRANTERS)
        assert not reminders.user_has_permission(user, "view")
        assert oversees_quotas(user) is (name in OVERSEERS)
    assert {user.pk for user in exemptions.users_with_any_permission(["add"])} == {
        getattr(people, name).pk for name in GRANTERS
    }
    assert not exemptions.users_with_any_permission(["fly"]).exists()


def test_an_account_that_is_closed_grants_and_sees_nothing(people):
    user = people.thematic_head
    user.is_active = False
    user.save()
    assert not grants_exemptions(user)
    assert not oversees_quotas(user)
    policy = policy_registry.get_by_type(QuotaExemption)
    assert user not in policy.users_with_any_permission(["add"])


def test_menus_show_what_opens(people, client_of):
    for name in ALL:
        content = client_of(getattr(people, name)).get(reverse("wagtailadmin_home")).text
        assert (f'"{reverse("quota_overview")}"' in content) is (name in OVERSEERS), name
        assert (f'"{reverse("quota_mine")}"' in content) is (name in MEMBERS), name


def test_the_tab_of_exemptions_is_the_granters(people, client_of):
    for name in OVERSEERS:
        content = client_of(getattr(people, name)).get(reverse("quota_ranking")).text
        assert (reverse("quota-exemptions:index") in content) is (name in GRANTERS), name
