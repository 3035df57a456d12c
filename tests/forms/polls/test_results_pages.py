"""Results below the page of a poll: by group, as files, in other sites; own words."""

import hashlib
import json
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from core.models import AuditEntry
from factories.counting import long_after
from factories.paying import client_of
from factories.polls import cast_ballots, make_poll
from factories.portal import make_unit, make_user
from forms.polls.enums import PollPhase, QuestionKind
from forms.polls.models import Poll, PollResult
from forms.polls.services.freezing import freeze_poll
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db
ALL_KINDS = tuple(QuestionKind.values)
WORDS = "Cơm nguội lắm, anh Nguyễn Văn Kín nói"


@pytest.fixture
def poll() -> Poll:
    made = make_poll(kinds=ALL_KINDS, phase=PollPhase.CLOSED)
    own = str(made.sections.get().questions.get(kind=QuestionKind.TEXT).pk)
    small = make_unit()
    for unit, number in ((made.unit, 12), (make_unit(), 30), (small, 3)):
        cast_ballots(made, number, unit=unit)
    cast_ballots(made, 1, answers={own: WORDS})
    freeze_poll(poll_id=made.pk, now=long_after(made))
    made.refresh_from_db()
    return made


def path(poll: Poll, below: str = "") -> str:
    """Return the address of a poll's page, or of what lies below."""
    return f"{poll.page.url}{below}"


def test_page_shows_the_count_once_it_is_sealed(client: Client, poll):
    text = client.get(path(poll)).content.decode()

    assert "46 phiếu" in text
    assert WORDS not in text


@pytest.mark.parametrize("below", ["", "ket-qua/", "ket-qua/?theo=don-vi", "nhung/"])
def test_results_answer_without_scripts_that_are_not_ours(client: Client, poll, below):
    response = client.get(path(poll, below))

    assert response.status_code == 200
    assert "46 phiếu" in response.content.decode()
    assert b"style=" not in response.content


def test_groups_that_are_too_small_are_not_named(client: Client, poll):
    text = client.get(path(poll, "ket-qua/?theo=don-vi")).content.decode()

    shown = [one["name_vi"] for one in poll.result.data["groups"]["unit"]["groups"]]
    assert shown
    assert all(name in text for name in shown)
    assert "nhóm dưới 10 phiếu" in text


def test_unknown_division_shows_the_whole(client: Client, poll):
    assert client.get(path(poll, "ket-qua/?theo=%00khac")).status_code == 200


def test_json_is_what_was_sealed(client: Client, poll):
    response = client.get(path(poll, "ket-qua/json/"))

    assert hashlib.sha256(response.content).hexdigest() == PollResult.objects.get().digest
    assert response["X-Content-SHA256"] == PollResult.objects.get().digest
    assert json.loads(response.content)["turnout"]["cast"] == 46


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_other_files_are_attachments(client: Client, poll, kind):
    response = client.get(path(poll, f"ket-qua/{kind}/"))

    assert response.status_code == 200
    assert response["Content-Disposition"].endswith(f'.{kind}"')


def test_part_for_other_sites_may_be_framed_and_does_nothing(client: Client, poll):
    response = client.get(path(poll, "nhung/"))

    assert "X-Frame-Options" not in response
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert b"<script" not in response.content
    assert b"<form" not in response.content
    assert not response.cookies


@pytest.mark.parametrize("below", ["ket-qua/", "ket-qua/json/", "ket-qua/csv/", "ket-qua/khac/"])
@pytest.mark.parametrize("phase", [PollPhase.OPEN, PollPhase.CLOSED, PollPhase.COMING])
def test_nothing_is_told_before_the_count(client: Client, below, phase):
    poll = make_poll(phase=phase)
    cast_ballots(poll, 20)

    assert client.get(path(poll, below)).status_code == 404


def test_interim_totals_are_shown_where_they_were_promised(client: Client):
    poll = make_poll(phase=PollPhase.OPEN, shows_interim=True)
    cast_ballots(poll, 20, unit=poll.unit)

    text = client.get(path(poll, "ket-qua/?theo=don-vi")).content.decode()

    assert "20 phiếu" in text
    assert 'id="nhom"' not in text
    assert client.get(path(poll, "ket-qua/json/")).status_code == 404


def test_own_words_are_for_those_who_made_the_poll(poll):
    chief = make_user(unit=poll.unit, role=UnitRole.CHIEF_EDITOR)

    response = client_of(chief).get(f"/admin/polls/{poll.pk}/own-words/")

    sheet = load_workbook(BytesIO(response.content)).active
    texts = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert WORDS in texts
    assert AuditEntry.objects.filter(action="polls.poll.own_words.taken", actor=chief).exists()


@pytest.mark.parametrize(
    "fields",
    [{"role": UnitRole.CONTRIBUTOR}, {"portal_role": PortalRole.OFFICE}, {"second_unit": True}],
)
def test_own_words_are_nobody_elses(poll, fields):
    fields = dict(fields)
    unit = poll.unit
    if fields.pop("second_unit", False):
        unit, fields = make_unit(), {"role": UnitRole.CHIEF_EDITOR}
    user = make_user(unit=unit, **fields) if "role" in fields else make_user(**fields)

    assert client_of(user).get(f"/admin/polls/{poll.pk}/own-words/").status_code == 404


def test_own_words_are_not_read_before_the_count():
    poll = make_poll(kinds=[QuestionKind.TEXT], phase=PollPhase.OPEN)
    chief = make_user(unit=poll.unit, role=UnitRole.CHIEF_EDITOR)

    assert client_of(chief).get(f"/admin/polls/{poll.pk}/own-words/").status_code == 404


def test_api_tells_polls_and_their_sealed_count(client: Client, poll):
    make_poll(phase=PollPhase.DRAFT, with_page=False)

    listed = client.get("/api/v3/polls/").json()["items"]
    detail = client.get(f"/api/v3/polls/{poll.pk}/").json()

    assert [one["id"] for one in listed] == [poll.pk]
    assert detail["digest"] == poll.result.digest
    assert detail["results"]["turnout"]["cast"] == 46


def test_api_tells_no_figures_of_an_open_poll(client: Client):
    poll = make_poll(phase=PollPhase.OPEN)
    cast_ballots(poll, 20)

    assert client.get(f"/api/v3/polls/{poll.pk}/").json()["results"] is None


def test_api_lists_in_a_constant_number_of_queries(client: Client, count_queries):
    unit = make_unit()
    make_poll(unit=unit)
    client.get("/api/v3/polls/")
    few = count_queries(lambda: client.get("/api/v3/polls/"))
    for _number in range(3):
        make_poll(unit=unit)

    assert count_queries(lambda: client.get("/api/v3/polls/")) == few
