"""Which units lack whom: each gap, who sees it, in how many queries."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from factories.personnel import make_appointment, make_body, make_head_position, make_person
from factories.portal import make_unit, make_user
from factories.quotas import bare_unit
from units.enums import PortalRole, UnitKind, UnitRole
from units.models import Unit, UnitSuccession
from units.personnel.desk.panels import figures_of, standings
from units.personnel.enums import BodyKind
from units.personnel.services.ending import end_accounts
from units.personnel.staffing import Gap, count_gaps, read_staffing, select
from units.services.memberships import grant_role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def staff(unit, *roles: UnitRole) -> None:
    for role in roles or UnitRole:
        grant_role(user=make_user(), unit=unit, role=role)


def head(unit, kind=BodyKind.DEPARTMENT, **fields):
    body = make_body(unit, kind=kind, **fields.pop("body", {}))
    return make_appointment(make_person(unit), body=body, position=make_head_position(), **fields)


def gaps(unit, day: date = TODAY) -> set[Gap]:
    [row] = read_staffing(Unit.objects.filter(pk=unit.pk), day=day)
    return set(row.gaps)


def client_of(user) -> Client:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def test_an_empty_unit_lacks_everybody_and_a_full_one_nobody():
    unit = bare_unit()
    assert gaps(unit) == set(Gap)
    staff(unit)
    assert gaps(unit) == {Gap.HEAD}
    head(unit)
    assert gaps(unit) == set()


@pytest.mark.parametrize(
    ("role", "gap"),
    [
        (UnitRole.CHIEF_EDITOR, Gap.CHIEF_EDITOR),
        (UnitRole.RESPONDENT, Gap.RESPONDENT),
        (UnitRole.OFFICER, Gap.OFFICER),
        (UnitRole.LEADER, Gap.LEADER),
        (UnitRole.ADMINISTRATOR, Gap.ADMINISTRATOR),
    ],
)
def test_each_role_closes_its_gap_with_an_active_account_only(role, gap):
    unit = bare_unit()
    account = make_user(unit=unit, role=role)
    assert gap not in gaps(unit)
    account.is_active = False
    account.save()
    assert gap in gaps(unit)


def test_who_cannot_log_in_closes_no_gap_and_who_has_not_yet_does():
    unit = bare_unit()
    account = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    assert account.last_login is None
    assert not gaps(unit) & {Gap.EDITOR, Gap.CHIEF_EDITOR}
    account.set_unusable_password()
    account.save()
    assert gaps(unit) >= {Gap.EDITOR, Gap.CHIEF_EDITOR}


@pytest.mark.parametrize("works_elsewhere", [False, True])
def test_who_left_the_last_post_closes_no_gap(works_elsewhere):
    unit, other = bare_unit(), bare_unit()
    account = make_user(unit=unit, role=UnitRole.RESPONDENT)
    if works_elsewhere:
        grant_role(user=account, unit=other, role=UnitRole.RESPONDENT)
    person = make_person(unit, account=account)
    make_appointment(person, to_date=TODAY)
    end_accounts(now=timezone.now())
    assert Gap.RESPONDENT not in gaps(unit)
    end_accounts(now=timezone.now() + timedelta(1))
    assert Gap.RESPONDENT in gaps(unit)
    assert (Gap.RESPONDENT in gaps(other)) is not works_elsewhere


def test_people_of_another_unit_or_of_an_ended_predecessor_close_no_gap():
    unit, other = bare_unit(), bare_unit()
    ended = bare_unit(valid_to=TODAY - timedelta(1))
    UnitSuccession.objects.create(
        predecessor=ended, successor=unit, kind="merge", effective_on=TODAY
    )
    for one in (other, ended):
        staff(one)
        head(one)
    assert gaps(unit) == set(Gap)
    assert gaps(other) == set()


def test_a_chief_editor_is_an_editor_too_and_a_contributor_is_no_chief():
    chiefs, writers = bare_unit(), bare_unit()
    staff(chiefs, UnitRole.CHIEF_EDITOR)
    staff(writers, UnitRole.CONTRIBUTOR)
    assert Gap.EDITOR not in gaps(chiefs)
    assert gaps(writers) & {Gap.EDITOR, Gap.CHIEF_EDITOR} == {Gap.CHIEF_EDITOR}


def test_the_head_is_that_of_the_leading_body_where_there_is_one():
    unit = bare_unit()
    head(unit)
    assert Gap.HEAD not in gaps(unit)
    committee = make_body(unit, kind=BodyKind.EXECUTIVE_COMMITTEE)
    assert Gap.HEAD in gaps(unit)
    make_appointment(make_person(unit), body=committee, position=make_head_position())
    assert Gap.HEAD not in gaps(unit)


def test_parts_and_inspectors_head_no_unit_and_former_heads_none():
    unit = bare_unit()
    head(unit, body={"parent": make_body(unit)})
    head(unit, BodyKind.INSPECTION_COMMISSION)
    head(unit, to_date=TODAY - timedelta(1))
    head(unit, from_date=TODAY + timedelta(1))
    head(unit, cancelled_at=timezone.now(), cancel_reason="nhầm")
    assert Gap.HEAD in gaps(unit)
    head(unit, to_date=TODAY)
    assert Gap.HEAD not in gaps(unit)


def test_the_number_of_queries_does_not_grow_with_the_units(count_queries):
    def count() -> int:
        return count_queries(lambda: read_staffing(Unit.objects.all(), day=TODAY))

    bare_unit()
    before = count()
    for _number in range(103):
        bare_unit()
    unit = bare_unit()
    staff(unit)
    head(unit)
    assert count() == before == 4


def test_select_and_count_go_by_kind_and_by_gap():
    province, sector = bare_unit(), bare_unit(UnitKind.SECTOR)
    staff(sector)
    rows = read_staffing(Unit.objects.all(), day=TODAY)
    assert {row.unit for row in select(rows)} == {province, sector}
    assert [row.unit for row in select(rows, kind=UnitKind.SECTOR)] == [sector]
    assert [row.unit for row in select(rows, missing=Gap.OFFICER)] == [province]
    assert select(rows, kind=UnitKind.SECTOR, missing=Gap.OFFICER) == []
    counts = count_gaps(rows)
    assert (counts[Gap.OFFICER], counts[Gap.HEAD]) == (1, 2)


def test_units_that_have_ended_are_not_listed():
    bare_unit(valid_to=TODAY - timedelta(1))
    last = bare_unit(valid_to=TODAY)
    assert [row.unit for row in read_staffing(Unit.objects.all(), day=TODAY)] == [last]


@pytest.mark.parametrize("role", [UnitRole.OFFICER, UnitRole.LEADER, UnitRole.ADMINISTRATOR])
def test_people_of_a_unit_see_their_own_only(role):
    own = make_unit("TA")
    bare_unit(code="HO", name_en="Theirs")
    client = client_of(make_user(unit=own, role=role))
    page = client.get(reverse("staffing")).content.decode()
    assert "Federation TA" in page
    assert "Theirs" not in page
    exported = client.get(reverse("staffing_export")).content.decode("utf-8-sig")
    assert "Federation TA" in exported
    assert "Theirs" not in exported


def test_the_office_sees_all_filters_and_exports():
    bare_unit(code="TA", name_en="=Ours")
    bare_unit(UnitKind.SECTOR, code="HO", name_en="Theirs")
    office = client_of(make_user(portal_role=PortalRole.OFFICE))
    url = reverse("staffing")
    assert len(office.get(url).context["rows"]) == 2
    page = office.get(url, {"kind": "sector", "missing": "head"})
    assert [row.unit.code for row in page.context["rows"]] == ["HO"]
    assert len(office.get(url, {"missing": "nonsense"}).context["rows"]) == 2
    response = office.get(reverse("staffing_export"), {"kind": "province"})
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert (rows[1][:2], set(rows[1][3:]), len(rows)) == (["TA", "'=Ours"], {"x"}, 2)
    assert response.content.startswith(b"\xef\xbb\xbf")


def test_the_panel_counts_for_the_office_and_names_the_gaps_of_the_own_unit(count_queries):
    unit = make_unit("TA")
    office = make_user(portal_role=PortalRole.OFFICE)
    writer = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    leader = make_user(unit=unit, role=UnitRole.LEADER)
    figures = figures_of(standings(office, today=TODAY))
    assert [figure["count"] for figure in figures] == [0, 1, 1, 1]
    assert len(figures) <= 4
    assert [row.unit for row in standings(leader, today=TODAY)] == [unit]
    standings(writer, today=TODAY)
    assert count_queries(lambda: standings(writer, today=TODAY)) == 0
    page = client_of(leader).get("/admin/").content.decode()
    assert "nobody to answer questions" in page
    assert reverse("staffing") in page
