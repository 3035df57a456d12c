"""The list of questions, what hangs on it, and the first screen: whose work, how many queries."""

import io
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.test.utils.form_data import rich_text
from wagtail.users.models import UserProfile

from factories.portal import make_unit, make_user
from factories.questions import make_question, make_topic
from forms.questions.desk.panels import figures, unit_lines
from forms.questions.enums import QuestionState
from forms.questions.models import Question, QuestionTopic, ReplyTemplate
from forms.questions.models.answers import ANSWER_FEATURES
from forms.questions.services.contacts import read_contact
from units.enums import UnitRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LIST = "/admin/questions/"
LONG_AGO = timezone.now() - timedelta(days=60)
RICH = rich_text("<p>Chào bạn</p>", features=ANSWER_FEATURES)
CONTACT = {"name": "Nguyễn Kanari", "phone": "0912345678", "email": "kanari@example.vn"}


@pytest.fixture
def unit():
    return make_unit("TA")


@pytest.fixture
def other():
    return make_unit("HO")


@pytest.fixture
def client_of():
    """Return a function that gives a client of an account that reads English."""

    def log_in(user) -> Client:
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return log_in


def shown(client, **query) -> set[int]:
    response = client.get(LIST, query)
    assert response.status_code == 200
    return {row["question"].pk for row in response.context["rows"]}


def counts(client) -> dict[str, int]:
    tabs = client.get(LIST).context["tabs"]
    return {tab["url"].rpartition("tab=")[2]: tab["count"] for tab in tabs}


def test_each_role_sees_its_tabs_and_a_unit_nothing_of_another(unit, other, people, client_of):
    today = timezone.localdate()
    mine = make_question(unit=unit, officer=people.officer)
    late = make_question(unit=unit, received_at=LONG_AGO)
    soon = make_question(unit=unit, due_on=today)
    waiting = make_question(unit=unit, waiting_since=timezone.now(), due_on=today)
    answered = make_question(unit=unit, state=QuestionState.PRIVATE)
    contested = make_question(unit=unit, state=QuestionState.PRIVATE, is_contested=True)
    theirs = make_question(unit=other, received_at=LONG_AGO)
    new, review = make_question(), make_question(unit=other, state=QuestionState.IN_REVIEW)

    officer, centre = client_of(people.officer), client_of(people.centre)
    expected = {"mine": 1, "unit": 4, "waiting": 1, "soon": 1, "late": 1, "contested": 1}
    assert counts(officer) == expected | {"answered": 2, "all": 6}
    assert shown(officer) == {mine.pk}
    for tab, found in (("soon", soon), ("late", late), ("waiting", waiting)):
        assert shown(officer, tab=tab) == {found.pk}
    assert shown(officer, tab="answered") == {answered.pk, contested.pk}
    assert shown(officer, tab="review") == {mine.pk}
    assert counts(centre) == {"new": 1, "review": 1, "late": 2, "contested": 1, "all": 9}
    assert shown(centre) == {new.pk}
    assert shown(centre, tab="review") == {review.pk}
    late_page = centre.get(LIST, {"tab": "late"})
    assert [row["count"] for row in late_page.context["late_units"]] == [1, 1]
    assert shown(centre, tab="late", unit=other.pk) == {theirs.pk}
    assert client_of(people.chief).get(LIST).status_code == 404


def test_the_list_opens_where_something_is_to_be_done(unit, people, client_of):
    question = make_question(unit=unit)
    client = client_of(people.officer)

    assert shown(client) == {question.pk}
    assert shown(client, tab="mine") == set()


def test_filters_and_search_without_marks(unit, other, people, client_of):
    topic = make_topic()
    one = make_question(unit=unit, text="Bảo hiểm thất nghiệp tính thế nào?", province=other)
    two = make_question(unit=unit, topic=topic, state=QuestionState.IN_PROGRESS)
    foreign = make_question(unit=other, text="Bảo hiểm thất nghiệp của đơn vị khác")
    client = client_of(people.officer)
    everything = {"tab": "all"}
    assert shown(client, **everything, q="bao hiem THAT NGHIEP") == {one.pk}
    assert shown(client, **everything, q=f"#{two.pk}") == {two.pk}
    assert shown(client, **everything, q="  ") == {one.pk, two.pk}
    assert shown(client, **everything, q="?!") == set()
    assert shown(client, **everything, topic=topic.pk) == {two.pk}
    assert shown(client, **everything, province=other.pk) == {one.pk}
    assert shown(client, **everything, state="in_progress") == {two.pk}
    assert foreign.pk not in shown(client, **everything, unit=other.pk)
    assert shown(client, **everything, topic="9" * 30, p="x") == {one.pk, two.pk}


@pytest.mark.parametrize("tab", ["new", "all", "late"])
def test_lists_cost_the_same_at_any_length(tab, unit, other, people, client_of, count_queries):
    client = client_of(people.centre)
    for number in range(12):
        if number == 2:
            few = count_queries(lambda: client.get(LIST, {"tab": tab}))
        make_question(province=unit, asked_unit=other if number % 2 else None)
        make_question(unit=(unit, other)[number % 2], officer=people.officer, received_at=LONG_AGO)
    assert count_queries(lambda: client.get(LIST, {"tab": tab})) == few
    assert few < 30


def test_several_are_given_to_proposed_units_and_refusals_are_said(unit, other, people, client_of):
    first, second = make_question(asked_unit=unit), make_question(province=other)
    homeless, closed = make_question(), make_question(state=QuestionState.REFUSED)
    client, url = client_of(people.centre), reverse("question_assign")
    rows = client.get(LIST, {"tab": "new"}).context["rows"]
    assert {row["question"].pk: row["proposal"].unit for row in rows} == {
        first.pk: unit, second.pk: other, homeless.pk: None,
    }  # fmt: skip
    chosen = [first.pk, second.pk, homeless.pk, closed.pk, 999_999]
    data = {"id": chosen, f"unit-{first.pk}": unit.pk, f"unit-{second.pk}": other.pk}
    page = client.post(url, data | {f"unit-{closed.pk}": unit.pk}, follow=True).content.decode()
    assert "2 questions were given" in page
    assert "No unit is proposed" in page
    assert "This question is “Refused” now" in page
    assert Question.objects.get(pk=first.pk).unit == unit
    assert Question.objects.get(pk=second.pk).unit == other
    assert client_of(people.officer).post(url, data).status_code == 404


def test_the_workbook_holds_nothing_of_who_asked_or_what(unit, other, people, client_of):
    secret = "Tôi là Kanari, 0987654321"
    make_question(unit=unit, text=secret, contact=CONTACT, public_title="=1+1 Kanari")
    make_question(unit=other, text=secret)
    response = client_of(people.officer).get(reverse("question_export"), {"tab": "all"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert len(rows) == 2
    assert "Assigned" in rows[1]
    assert "Kanari" not in str(rows)
    assert "0987654321" not in str(rows)
    assert client_of(people.chief).get(reverse("question_export")).status_code == 404


def test_all_of_an_officer_is_handed_over_on_a_screen(unit, other, people, client_of):
    question = make_question(unit=unit, officer=people.officer)
    theirs = make_question(unit=other, officer=people.stranger)
    url, client = reverse("question_resend"), client_of(people.colleague)
    give = {"officer": people.officer.pk, "to": people.colleague.pk}
    assert "valid choice" in client.post(url, give | {"to": people.stranger.pk}).content.decode()
    assert client.post(url, give).status_code == 302
    assert Question.objects.get(pk=question.pk).officer == people.colleague
    assert client.get(url, {"unit": "HO"}).status_code == 404
    assert client_of(people.centre).get(url).status_code == 200
    wrong = {"officer": people.stranger.pk, "to": people.colleague.pk}
    client_of(people.centre).post(f"{url}?unit=HO", wrong)
    assert Question.objects.get(pk=theirs.pk).officer == people.stranger


def test_the_centre_reads_who_read_contacts(unit, people, client_of, now):
    question = make_question(unit=unit, contact=CONTACT)
    read_contact(question_id=question.pk, user=people.officer, reason="Gọi lại", now=now)
    url = reverse("question_readings")
    page = client_of(people.centre).get(url).content.decode()
    assert "Gọi lại" in page
    assert "0912345678" not in page
    assert client_of(people.officer).get(url).status_code == 404


def test_units_keep_their_templates_and_the_centre_those_of_all(unit, other, people, client_of):
    fields = {"title": "Mẫu", "topic": "", "text": "null", "is_active": "on"}
    add = reverse("reply_templates:add")
    officer, centre = client_of(people.officer), client_of(people.centre)
    foreign = ReplyTemplate.objects.create(unit=other, title="Kanari", text="<p>Kín</p>")
    common = ReplyTemplate.objects.create(title="Chung", text="<p>Chung</p>")

    assert officer.post(add, fields | {"unit": other.pk}).status_code == 200
    assert officer.post(add, fields | {"unit": ""}).status_code == 200
    for user, chosen in ((officer, unit.pk), (centre, "")):
        response = user.post(add, fields | {"unit": chosen, "text": RICH})
        assert response.status_code == 302, response.context["form"].errors
    page = officer.get(reverse("reply_templates:index")).content.decode()
    assert "Mẫu" in page
    assert "Kanari" not in page
    for row in (foreign, common):
        for name in ("edit", "delete", "history", "usage"):
            url = reverse(f"reply_templates:{name}", args=[row.pk])
            assert officer.get(url).status_code == 404, name
    assert centre.get(reverse("reply_templates:edit", args=[common.pk])).status_code == 200
    assert centre.get(reverse("reply_templates:edit", args=[foreign.pk])).status_code == 404


def test_only_the_centre_keeps_topics(people, client_of):
    topic = QuestionTopic.objects.first()
    url = reverse("question_topics:edit", args=[topic.pk])
    fields = {"slug": topic.slug, "name_vi": topic.name_vi, "name_en": "", "sort_order": 1}
    assert client_of(people.officer).get(url).status_code == 404
    centre = client_of(people.centre)
    refused = centre.post(url, fields | {"deadline_days": 0})
    assert "1 to 90 working days" in refused.content.decode()
    assert centre.post(url, fields | {"deadline_days": 10}).status_code == 302
    topic.refresh_from_db()
    assert (topic.deadline_days, topic.is_active) == (10, False)


def test_the_first_screen_counts_ones_own_work(unit, other, people, client_of, count_queries):
    make_question(unit=unit, officer=people.officer)
    make_question(unit=other, received_at=LONG_AGO)
    make_question()
    now = timezone.now()

    def of(user) -> list[int]:
        return [figure["count"] for figure in figures(user, now=now)]

    assert of(people.officer) == [1, 1, 0, 0]
    assert of(people.stranger) == [0, 1, 0, 1]
    assert of(people.centre) == [1, 0, 1, 0]
    assert of(people.chief) == []
    assert count_queries(lambda: figures(people.officer, now=now)) == 2
    assert [line["unit"] for line in unit_lines(people.chief, now=now)] == [unit]
    outsider = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    assert unit_lines(outsider, now=now) == []
    page = client_of(people.officer).get(reverse("wagtailadmin_home")).content.decode()
    assert f"{LIST}?tab=mine" in page
