"""Screens of moderators: their own unit's opinions and nobody else's; files; the way of a topic."""

import csv
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.models import PortalDocument
from factories.opinions import make_group, make_opinion, make_topic, opinion_section
from factories.portal import make_document, make_unit, make_user
from forms.opinions.models import Opinion, OpinionGroup, OpinionTopicPage
from forms.opinions.models.opinions import REPLY_FEATURES
from forms.opinions.services.decisions import standing_of
from forms.opinions.services.replying import version_of
from units.enums import PortalRole, UnitRole
from units.services.portal_groups import ensure_portal_groups

pytestmark = pytest.mark.django_db

CANARY = "kanariykien"


def log_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def topic(unit):
    return make_topic(unit)


@pytest.fixture
def respondent(unit):
    return log_in(make_user(unit=unit, role=UnitRole.RESPONDENT))


def decide(client, opinion, action, **fields):
    data = {f"{action}-{name}": value for name, value in fields.items()}
    data |= {f"{action}-seen": standing_of(opinion), action: "1"}
    return client.post(reverse("opinion_show", args=[opinion.pk]), data)


def test_the_queue_shows_what_waits_oldest_first(respondent, topic):
    first, second = make_opinion(topic), make_opinion(topic, text="Gọi số 0912345678")
    make_opinion(topic, state="published")
    page = respondent.get(reverse("opinions_queue"))
    assert [row.opinion for row in page.context["rows"]] == [first, second]
    assert [row.marks for row in page.context["rows"]] == [0, 1]
    found = respondent.get(reverse("opinions_queue"), {"state": "all", "q": "0912345678"})
    assert [row.opinion for row in found.context["rows"]] == [second]
    nonsense = respondent.get(reverse("opinions_queue"), {"state": "x", "topic": "y", "page": "z"})
    assert len(nonsense.context["rows"]) == 2


def test_the_screen_marks_details_and_proposes_a_version_without(respondent, topic):
    opinion = make_opinion(topic, text="Quản đốc Nguyễn Văn An quát <b>em</b>")
    page = respondent.get(reverse("opinion_show", args=[opinion.pk]))
    content = page.content.decode()
    assert "<mark>Nguyễn Văn An</mark>" in content
    assert "&lt;b&gt;em" in content
    assert page.context["publish_form"].initial["public_text"].startswith("Quản đốc […] quát")


def test_the_screen_shows_what_is_alike_on_the_topic(respondent, topic, unit):
    text = "Đề nghị công ty tăng tiền ăn ca lên 30 nghìn đồng"
    opinion = make_opinion(topic, text=text)
    like = make_opinion(topic, state="refused", text=text + " nhé")
    make_opinion(topic, text="Xây nhà trẻ cho con công nhân")
    make_opinion(make_topic(unit), text=text)
    page = respondent.get(reverse("opinion_show", args=[opinion.pk]))
    assert [row.opinion for row in page.context["alike"]] == [like]


def test_a_moderator_publishes_and_goes_on_to_the_next(respondent, topic):
    one, two = make_opinion(topic), make_opinion(topic)
    done = decide(respondent, one, "publish", public_text="Bản công khai", shows_name="on")
    assert done.url == reverse("opinion_show", args=[two.pk])
    one.refresh_from_db()
    assert (one.state, one.public_text) == ("published", "Bản công khai")
    late = decide(respondent, two, "refuse", reason="")
    assert late.status_code == 422
    assert decide(respondent, two, "refuse", reason="insult").url == reverse("opinions_queue")


def test_the_second_moderator_keeps_what_was_typed(respondent, unit, topic):
    opinion = make_opinion(topic)
    colleague = log_in(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR, first_name="Bình"))
    seen = standing_of(opinion)
    decide(colleague, opinion, "publish", public_text="Của Bình")
    data = {"publish-public_text": "Của tôi", "publish-seen": seen, "publish": "1"}
    late = respondent.post(reverse("opinion_show", args=[opinion.pk]), data)
    assert late.status_code == 422
    assert "Của tôi" in late.content.decode()
    assert "Bình" in str(late.context["publish_form"].errors)
    opinion.refresh_from_db()
    assert opinion.public_text == "Của Bình"


def test_many_are_published_at_once(respondent, topic):
    ids = [make_opinion(topic).pk for _number in range(2)]
    marked = make_opinion(topic, text="Gọi số 0912345678")
    respondent.post(reverse("opinions_bulk"), {"id": [*ids, marked.pk]})
    assert set(Opinion.objects.published().values_list("pk", flat=True)) == set(ids)
    assert respondent.post(reverse("opinions_bulk"), {"id": ["1; drop"]}).status_code == 404
    assert respondent.post(reverse("opinions_bulk"), {}).status_code == 302


def test_alike_opinions_are_proposed_grouped_and_answered(respondent, topic):
    alike = [
        make_opinion(topic, state="published", public_text=text)
        for text in (
            "Đề nghị công ty tăng tiền ăn ca lên 30 nghìn đồng",
            "de nghi cong ty tang tien an ca len 35 nghin",
        )
    ]
    other = make_opinion(topic, state="published", public_text="Xây nhà trẻ cho con công nhân")
    address = reverse("opinion_topic", args=[topic.pk])
    [proposal] = respondent.get(address).context["proposals"]
    assert {row.opinion for row in proposal["rows"]} == set(alike)
    ids = [one.pk for one in alike]
    assert respondent.post(address, {"id": ids, "label": " "}).status_code == 422
    made = respondent.post(address, {"id": ids, "label": "Tăng tiền ăn ca"})
    group = OpinionGroup.objects.get()
    assert made.url == reverse("opinion_group", args=[group.pk])
    respondent.post(address, {"id": [other.pk], "group": group.pk})
    assert group.opinions.count() == 3
    respondent.post(made.url, {"remove": other.pk})
    assert group.opinions.count() == 2
    reply = rich_text("<p>Công đoàn sẽ thương lượng.</p>", features=REPLY_FEATURES)
    data = {"label": "Tăng tiền ăn ca", "reply": reply, "seen": version_of(group)}
    assert respondent.post(made.url, data | {"publish": "1"}).status_code == 302
    page = Client().get(topic.url).content.decode()
    assert page.count("Công đoàn sẽ thương lượng.") == 1
    stale = respondent.post(made.url, data | {"save": "1"})
    assert stale.status_code == 422
    assert respondent.post(made.url, {"dissolve": "1"}).status_code == 302
    assert OpinionGroup.objects.exists()


def test_a_like_newcomer_is_proposed_to_the_group(respondent, topic):
    text = "Đề nghị công ty tăng tiền ăn ca lên 30 nghìn đồng"
    group = make_group(topic, make_opinion(topic, state="published", public_text=text))
    newcomer = make_opinion(topic, state="published", public_text=text + " nhé")
    page = respondent.get(reverse("opinion_topic", args=[topic.pk]))
    [proposal] = page.context["proposals"]
    assert (proposal["group"], proposal["rows"][0].opinion) == (group, newcomer)


def addresses_of(topic, opinion, group) -> list[tuple[str, str]]:
    """Return (method, address) of every screen that names something of a topic."""
    named = [
        reverse("opinion_show", args=[opinion.pk]),
        reverse("opinion_topic", args=[topic.pk]),
        reverse("opinion_export", args=[topic.pk]),
        reverse("opinion_group", args=[group.pk]),
    ]
    posted = [one for one in named if not one.endswith("/export/")]
    return [("get", one) for one in named] + [("post", one) for one in posted]


@pytest.mark.parametrize(
    ("role", "portal_role", "sees"),
    [
        (UnitRole.RESPONDENT, None, False),
        (UnitRole.CHIEF_EDITOR, None, False),
        (UnitRole.CONTRIBUTOR, None, False),
        (UnitRole.ADMINISTRATOR, None, False),
        (None, PortalRole.OFFICE, False),
        (None, PortalRole.NEWS_DESK_HEAD, False),
        (None, PortalRole.VOICE_CENTRE, True),
        (None, PortalRole.PORTAL_ADMINISTRATOR, True),
    ],
)
@pytest.mark.parametrize("with_gate", [True, False])
def test_another_unit_sees_nothing(unit, role, portal_role, sees, with_gate, monkeypatch):
    if not with_gate:
        monkeypatch.setattr("units.gate.middleware._passes_guards", lambda *given: True)
    make_topic(unit)
    topic = make_topic(make_unit(), title=f"Chủ đề {CANARY}", live=False)
    opinion = make_opinion(topic, text=f"Ý kiến {CANARY}")
    group = make_group(topic)
    group.label = CANARY
    group.save()
    client = log_in(make_user(unit=unit if role else None, role=role, portal_role=portal_role))
    for method, address in addresses_of(topic, opinion, group):
        status = getattr(client, method)(address).status_code
        assert (status != 404) is sees
    bulk = client.post(reverse("opinions_bulk"), {"id": [opinion.pk]})
    assert (bulk.status_code == 302) is sees
    for name in ("opinions_queue", "opinion_topics", "wagtailadmin_home"):
        assert (CANARY in client.get(reverse(name)).content.decode()) is (
            sees and name != "wagtailadmin_home"
        )
    opinion.refresh_from_db()
    assert opinion.state == ("published" if sees else "received")


def test_lists_take_as_many_queries_for_many_opinions(respondent, topic, unit, count_queries):
    def fill(number: int) -> list[int]:
        for _number in range(number):
            more = make_topic(unit)
            make_opinion(more)
            make_opinion(topic, shown_name="Lan")
            make_group(topic, make_opinion(topic, state="published"), reply="<p>x</p>")
            make_opinion(topic, state="published")
        names = [("opinions_queue", []), ("opinion_topics", []), ("opinion_topic", [topic.pk])]
        return [
            count_queries(lambda name=name, args=args: respondent.get(reverse(name, args=args)))
            for name, args in names
        ]

    fill(1)
    assert fill(0) == fill(8)


def test_the_export_holds_what_is_public_and_no_formula(respondent, topic):
    evil = '=HYPERLINK("http://vi-du.vn")'
    shown = make_opinion(
        topic, state="published", text=f"{CANARY} riêng", public_text=evil, shown_name=CANARY
    )
    make_group(topic, shown, reply="<p>Trả lời</p>")
    make_opinion(topic, state="refused", text=CANARY, refusal_note=CANARY)
    address = reverse("opinion_export", args=[topic.pk])
    response = respondent.get(address, {"format": "csv"})
    today = timezone.localdate(timezone=timezone.get_default_timezone())
    assert response["Content-Disposition"].endswith(f'-{today:%Y-%m-%d}.csv"')
    text = response.content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert len(rows) == 3
    assert rows[1][4] == f"'{evil}"
    assert rows[1][8] == "Trả lời"
    assert CANARY not in text
    sheet = load_workbook(BytesIO(respondent.get(address).content)).active
    cell = sheet.cell(row=2, column=5)
    assert (cell.value, cell.data_type) == (evil, "s")
    assert CANARY not in str(list(sheet.values))


def attached(document, title: str = "") -> dict[str, str]:
    """Return a document as the page editor sends it."""
    return streamfield([("document", {"document": str(document.pk), "title": title})])


def topic_data(**fields) -> dict[str, str]:
    """Return a topic as the page editor sends it."""
    data = {
        "title": "Góp ý dự thảo thỏa ước",
        "slug": "gop-y-du-thao-thoa-uoc",
        "lead": "Mời đoàn viên góp ý.",
        "body": rich_text("<p>Dự thảo</p>"),
        "documents": streamfield([]),
        "opens_at": "01/01/2026 08:00",
        "closes_at": "31/12/2099 17:00",
        "comments": inline_formset([]),
    }
    return nested_form_data(data | fields)


def test_a_chief_editor_brings_a_topic_and_its_documents_to_readers(unit):
    chief = log_in(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    document = make_document(unit)
    section = opinion_section(unit)
    [link] = chief.get(reverse("opinion_topics")).context["new_topics"]
    address = reverse("wagtailadmin_pages:add", args=["opinions", "opiniontopicpage", section.pk])
    assert link["url"] == address
    files = attached(document, "Tờ trình kèm theo")
    sent = chief.post(address, topic_data(documents=files) | {"action-submit": "1"})
    assert sent.status_code == 302
    page = OpinionTopicPage.objects.get()
    assert (page.live, page.unit) == (False, unit)
    task = page.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    assert not PortalDocument.objects.get(pk=document.pk).is_public
    chief.post(approve, {"comment": "", "revision": page.latest_revision_id})
    page.refresh_from_db()
    assert page.live
    assert PortalDocument.objects.get(pk=document.pk).is_public
    assert "Tờ trình kèm theo" in Client().get(page.url).content.decode()
    page.unpublish()
    assert not PortalDocument.objects.get(pk=document.pk).is_public


def test_a_contributor_needs_the_chief_and_another_units_files_are_refused(unit):
    writer = log_in(make_user(unit=unit, role=UnitRole.CONTRIBUTOR))
    section = opinion_section(unit)
    address = reverse("wagtailadmin_pages:add", args=["opinions", "opiniontopicpage", section.pk])
    foreign = attached(make_document(make_unit()))
    assert writer.post(address, topic_data(documents=foreign)).status_code == 200
    before = topic_data(closes_at="01/01/2025 08:00")
    assert "closes_at" in writer.post(address, before).context["form"].errors
    assert not OpinionTopicPage.objects.exists()
    writer.post(address, topic_data() | {"action-submit": "1"})
    page = OpinionTopicPage.objects.get()
    task = page.current_workflow_task_state
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    writer.post(approve, {"comment": "", "revision": page.latest_revision_id})
    page.refresh_from_db()
    assert not page.live


def test_the_first_screen_counts_what_waits(respondent, topic):
    make_opinion(topic)
    assert (
        reverse("opinions_queue") in respondent.get(reverse("wagtailadmin_home")).content.decode()
    )


def test_a_forged_request_is_refused(topic, unit):
    user = make_user(unit=unit, role=UnitRole.RESPONDENT)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    opinion = make_opinion(topic)
    assert decide(strict, opinion, "refuse", reason="insult").status_code == 403
    assert Client(enforce_csrf_checks=True).post(topic.url, {}).status_code == 403


def test_a_topic_with_opinions_stays(unit, topic):
    ensure_portal_groups()
    administrator = log_in(make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR))
    empty = make_topic(unit)
    make_opinion(topic)
    for page, stays in ((topic, True), (empty, False)):
        administrator.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
        assert OpinionTopicPage.objects.filter(pk=page.pk).exists() is stays
