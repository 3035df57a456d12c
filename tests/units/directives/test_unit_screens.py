"""A unit's screens: what is to be done next, one thing at a time; what was typed stays."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.directives import (
    after,
    make_acknowledged,
    make_answered,
    make_bare_unit,
    make_sent,
    pdf,
)
from units.directives.enums import AnswerState, ExtensionState, ReceiptState, StepAction
from units.directives.models import AnswerFile, DirectiveAnswer
from units.directives.services.answering import draft_of, save_answer, standing_of
from units.directives.services.changing import change_directive
from units.directives.services.ending import close_directive

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client, world):
    client.force_login(world.ours.officer)
    return client


def address(side) -> str:
    return reverse("directive_receipt", args=[side.receipt.pk])


def post(client, side, action, **data):
    return client.post(address(side), {"action": action, "number": 1} | data)


def change(world, **values):
    facts = {
        "number": 1,
        "title": world.directive.title,
        "task": "Việc đã đổi",
        "deadline": world.directive.deadline,
        "document": world.directive.document,
        "reason": "Bổ sung biểu mẫu",
        "user": world.office,
        "now": timezone.now(),
    }
    return change_directive(directive_id=world.directive.pk, **facts | values)


def test_the_inbox_opens_where_something_is_to_be_done(officer, world):
    page = officer.get(reverse("directive_inbox"))
    assert [row["receipt"] for row in page.context["rows"]] == [world.ours.receipt]
    counts = {tab["url"]: tab["count"] for tab in page.context["tabs"]}
    assert counts == {
        "?tab=new": 1,
        "?tab=acknowledge": 1,
        "?tab=answer": 0,
        "?tab=overdue": 0,
        "?tab=done": 0,
        "?tab=all": 1,
    }
    make_acknowledged(world.ours.receipt, world.ours.officer)
    page = officer.get(reverse("directive_inbox"))
    assert next(tab["url"] for tab in page.context["tabs"] if tab["is_current"]) == "?tab=answer"
    assert officer.get(reverse("directive_inbox"), {"tab": "lạ", "p": "99"}).status_code == 200


def test_a_page_view_of_the_unit_opens_once(officer, world):
    officer.head(address(world.ours))
    officer.get(address(world.ours), headers={"Sec-Purpose": "prefetch;prerender"})
    assert world.ours.fresh().state == ReceiptState.DELIVERED
    officer.get(address(world.ours))
    officer.get(address(world.ours))
    receipt = world.ours.fresh()
    assert receipt.state == ReceiptState.OPENED
    assert receipt.steps.filter(action=StepAction.OPENED).count() == 1


def test_one_thing_at_a_time(officer, world):
    page = officer.get(address(world.ours))
    assert page.context["next_step"] == "acknowledge"
    assert 'value="send"' not in page.content.decode()
    post(officer, world.ours, "acknowledge")
    page = officer.get(address(world.ours))
    assert page.context["next_step"] == "answer"
    post(officer, world.ours, "send", text="Đã thực hiện", seen="")
    page = officer.get(address(world.ours))
    assert page.context["next_step"] == ""
    assert world.ours.fresh().state == ReceiptState.DONE


def test_where_no_answer_is_asked_a_leader_marks_as_done(client, make_world):
    world = make_world(must_answer=False)
    client.force_login(world.ours.leader)
    post(client, world.ours, "acknowledge")
    assert client.get(address(world.ours)).context["next_step"] == "done"
    post(client, world.ours, "done")
    assert world.ours.fresh().state == ReceiptState.DONE


def test_a_stale_page_is_told_what_changed(officer, world):
    post(officer, world.ours, "acknowledge")
    change(world)
    refused = post(officer, world.ours, "acknowledge")
    assert refused.status_code == 422
    body = refused.content.decode()
    assert "Bổ sung biểu mẫu" in body
    assert "Việc đã đổi" in body
    [changed] = refused.context["changes"]
    assert [one["after"] for one in changed["changes"]] == ["Việc đã đổi"]
    assert post(officer, world.ours, "acknowledge", number=2).status_code == 302
    assert not officer.get(address(world.ours)).context["changes"]


def test_an_answer_to_a_version_not_read_stays_as_a_draft(officer, world):
    post(officer, world.ours, "acknowledge")
    change(world)
    refused = post(officer, world.ours, "send", text="Dài lắm", seen="", files=[pdf("một.pdf")])
    assert refused.status_code == 422
    body = refused.content.decode()
    assert "Dài lắm" in body
    assert "một.pdf" in body
    draft = draft_of(world.ours.receipt)
    assert (draft.text, draft.files.count()) == ("Dài lắm", 1)


def test_a_draft_is_kept_with_files_and_goes_on(officer, world):
    post(officer, world.ours, "acknowledge")
    kept = post(officer, world.ours, "save", text="Nháp", seen="", files=[pdf(), pdf("b.pdf")])
    assert kept.status_code == 302
    draft = draft_of(world.ours.receipt)
    page = officer.get(address(world.ours))
    assert page.context["answer_form"]["text"].value() == "Nháp"
    assert len(page.context["draft_files"]) == 2
    gone = draft.files.first()
    post(
        officer, world.ours, "send",
        text="Xong", seen=standing_of(draft), remove=[gone.pk], files=[pdf("c.pdf")],
    )  # fmt: skip
    answer = DirectiveAnswer.objects.get()
    assert (answer.state, answer.text) == (AnswerState.SENT, "Xong")
    assert sorted(file.name for file in answer.files.all()) == ["b.pdf", "c.pdf"]


def test_a_bad_file_is_named_and_the_good_ones_are_kept(officer, world):
    post(officer, world.ours, "acknowledge")
    bad = SimpleUploadedFile("độc.exe", b"MZ")
    refused = post(officer, world.ours, "send", text="Trả lời", seen="", files=[pdf(), bad])
    assert refused.status_code == 422
    assert "độc.exe" in refused.content.decode()
    assert world.ours.fresh().state == ReceiptState.ACKNOWLEDGED
    draft = draft_of(world.ours.receipt)
    assert (draft.text, [one.name for one in draft.files.all()]) == ("Trả lời", ["báo cáo.pdf"])
    seen = refused.context["answer_form"]["seen"].value()
    assert post(officer, world.ours, "send", text="Trả lời", seen=seen).status_code == 302
    assert world.ours.fresh().state == ReceiptState.DONE


def test_a_second_click_sends_once(officer, world):
    post(officer, world.ours, "acknowledge")
    first = post(officer, world.ours, "send", text="Xong", seen="", files=[pdf()])
    second = post(officer, world.ours, "send", text="Xong", seen="", files=[pdf()])
    assert first.status_code == second.status_code == 302
    assert DirectiveAnswer.objects.count() == AnswerFile.objects.count() == 1


def test_of_two_colleagues_the_second_keeps_words_and_is_told_the_files(officer, world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    save_answer(
        receipt_id=world.ours.receipt.pk,
        text="Của lãnh đạo",
        seen="",
        user=world.ours.leader,
        now=timezone.now(),
    )
    refused = post(officer, world.ours, "save", text="Của tôi", seen="", files=[pdf("hai.pdf")])
    assert refused.status_code == 422
    body = refused.content.decode()
    assert "Của tôi" in body
    assert "hai.pdf" in body
    seen = refused.context["answer_form"]["seen"].value()
    assert post(officer, world.ours, "save", text="Của tôi", seen=seen).status_code == 302
    assert draft_of(world.ours.receipt).text == "Của tôi"


def test_an_empty_answer_and_one_too_long_are_refused(officer, world):
    post(officer, world.ours, "acknowledge")
    assert post(officer, world.ours, "send", text=" ", seen="").status_code == 422
    long = post(officer, world.ours, "send", text="x" * 10_001, seen="", files=[pdf("a.pdf")])
    assert long.status_code == 422
    assert "a.pdf" in long.content.decode()
    assert not DirectiveAnswer.objects.exclude(state=AnswerState.DRAFT).exists()


def test_more_time_is_asked_once_and_what_was_typed_stays(officer, world):
    early = {"extension-until": after(3).strftime("%d/%m/%Y"), "extension-reason": "Chờ số liệu"}
    refused = post(officer, world.ours, "extend", **early)
    assert refused.status_code == 422
    assert "Chờ số liệu" in refused.content.decode()
    missing = post(officer, world.ours, "extend", **early | {"extension-reason": ""})
    assert missing.status_code == 422
    late = early | {"extension-until": after(40).strftime("%d/%m/%Y")}
    assert post(officer, world.ours, "extend", **late).status_code == 302
    request = world.ours.receipt.extensions.get()
    assert (request.state, request.asked_until) == (ExtensionState.ASKED, after(40))
    assert 'value="extend"' not in officer.get(address(world.ours)).content.decode()


def test_what_is_closed_is_read_and_no_more(officer, world):
    close_directive(
        directive_id=world.directive.pk, reason="Đã đủ", user=world.office, now=timezone.now()
    )
    page = officer.get(address(world.ours))
    body = page.content.decode()
    assert "Đã đủ" in body
    assert 'name="action"' not in body
    assert post(officer, world.ours, "acknowledge").status_code == 422


def test_strange_posts_find_nothing(officer, world):
    assert post(officer, world.ours, "lạ").status_code == 404
    assert post(officer, world.ours, "acknowledge", number="x").status_code == 404
    assert post(officer, world.ours, "save", text="x", number="x").status_code == 422


def test_days_left_are_said_in_words(officer, world):
    page = officer.get(address(world.ours))
    assert page.context["deadline"].words
    assert page.context["deadline"].words in page.content.decode()


# --- Isolation: what one unit has is as good as nothing for another ---------------------------


def log_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def canary(world):
    """Let the other unit ask for time and answer, with words that must not leak."""
    from units.directives.services.extensions import ask_extension

    ask_extension(
        receipt_id=world.theirs.receipt.pk,
        until=after(50),
        reason="kanarihan7",
        user=world.theirs.officer,
        now=timezone.now(),
    )
    return make_answered(
        world.theirs.receipt,
        world.theirs.officer,
        text="kanaritraloi7",
        files=[pdf("kanaritep7.pdf", b"%PDF-1.4 kanarinoidung7\n%%EOF")],
    )


def test_another_units_receipt_and_files_do_not_exist(world, canary):
    file = canary.files.get()
    own = [address(world.theirs), reverse("directive_answer_file", args=[file.pk])]
    offices = [
        reverse("directive_show", args=[world.directive.pk]),
        reverse("directive_change", args=[world.directive.pk]),
        reverse("directive_unit_receipt", args=[world.directive.pk, world.theirs.receipt.pk]),
        reverse("directive_unit", args=[world.theirs.unit.code]),
    ]
    for user in (world.ours.officer, world.ours.leader):
        client = log_in(user)
        for url in [*own, *offices]:
            assert client.get(url).status_code == 404, url
            assert client.post(url, {"action": "acknowledge", "number": 1}).status_code in (
                404,
                405,
            ), url
    for url in own:
        assert log_in(world.theirs.leader).get(url).status_code == 200, url
    assert Client().get(own[1]).status_code == 302


def test_no_screen_of_a_unit_tells_of_another(world, canary):
    client = log_in(world.ours.officer)
    urls = [address(world.ours), reverse("wagtailadmin_home")]
    urls += [f"{reverse('directive_inbox')}?tab={tab}" for tab in ("new", "all", "done")]
    for url in urls:
        body = client.get(url).content.decode()
        assert "kanari" not in body, url
        assert world.theirs.unit.code not in body, url
        assert world.theirs.officer.username not in body, url
    assert (
        "kanaritraloi7" in log_in(world.theirs.leader).get(address(world.theirs)).content.decode()
    )


def test_a_draft_is_the_units_alone(world):
    make_acknowledged(world.ours.receipt, world.ours.officer)
    draft = save_answer(
        receipt_id=world.ours.receipt.pk,
        text="kanarinhap7",
        seen="",
        files=[pdf()],
        user=world.ours.officer,
        now=timezone.now(),
    )
    file = reverse("directive_answer_file", args=[draft.files.get().pk])
    office = log_in(world.office)
    assert office.get(file).status_code == 404
    url = reverse("directive_unit_receipt", args=[world.directive.pk, world.ours.receipt.pk])
    assert "kanarinhap7" not in office.get(url).content.decode()
    assert log_in(world.ours.leader).get(file).status_code == 200


def test_a_file_is_a_download_that_nothing_keeps(world, canary):
    response = log_in(world.office).get(
        reverse("directive_answer_file", args=[canary.files.get().pk])
    )
    assert b"kanarinoidung7" in b"".join(response.streaming_content)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_of_a_receipt_handed_over_the_former_unit_sees_nothing(world):
    type(world.ours.receipt).objects.filter(pk=world.ours.receipt.pk).update(
        in_charge=world.theirs.unit
    )
    assert log_in(world.ours.officer).get(address(world.ours)).status_code == 404
    assert log_in(world.theirs.officer).get(address(world.ours)).status_code == 200


def test_the_document_of_a_directive_is_read_by_its_recipients(world):
    from factories.directives import make_officer
    from factories.documents import make_document_file
    from units.documents.addresses import file_url
    from units.documents.readers import may_read, readable_documents

    document = world.directive.document
    url = file_url(make_document_file(document))
    stranger = make_officer(make_bare_unit())
    close_directive(directive_id=world.directive.pk, user=world.office, now=timezone.now())
    for user, reads in ((world.ours.officer, True), (world.theirs.leader, True), (stranger, False)):
        assert may_read(user, document) is reads
        assert readable_documents(user).filter(pk=document.pk).exists() is reads
        assert log_in(user).get(url).status_code == (200 if reads else 404)
    assert Client().get(url).status_code == 404
    draft = make_sent(world.ours.unit, office=world.office)
    assert not may_read(stranger, draft.document)


@pytest.mark.parametrize("tab", ["new", "all"])
def test_the_inbox_costs_the_same_however_long(client, world, count_queries, tab):
    client.force_login(world.ours.officer)
    counts = []
    for number in (1, 2, 25):
        for _number in range(number):
            make_sent(world.ours.unit, office=world.office, now=timezone.now() - timedelta(days=2))
        url = f"{reverse('directive_inbox')}?tab={tab}"
        counts.append(count_queries(lambda url=url: client.get(url)))
    assert counts[1] == counts[2]
