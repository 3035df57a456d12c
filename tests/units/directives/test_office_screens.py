"""The Office's screens: making, sending, following, judging; refused with what was typed."""

import unicodedata
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factories.directives import (
    after,
    make_answered,
    make_bare_unit,
    make_bare_units,
    make_draft,
    make_leader,
    make_office,
    make_officer,
    make_sent,
    pdf,
    receipt_of,
)
from factories.documents import make_official_document
from units.directives.enums import AnswerState, DirectiveState, ExtensionState, ReceiptState
from units.directives.models import Directive
from units.directives.services.extensions import ask_extension
from units.documents.enums import DocumentState
from units.documents.services.words import refresh_words
from units.enums import UnitKind

pytestmark = pytest.mark.django_db
OFFICE_ONLY = [
    "directive_list",
    "directive_add",
    "directive_waiting",
    "directive_matrix",
    "directive_matrix_export",
]


@pytest.fixture
def office(client):
    user = make_office()
    client.force_login(user)
    return user


@pytest.fixture
def document():
    return make_official_document(
        make_bare_unit("TLD", kind=UnitKind.CONFEDERATION), number_symbol="1197/TLĐ"
    )


def fields(document, **values):
    return {
        "document": document.pk,
        "title": "Khai thác Cổng thông tin",
        "task": "Bố trí người phụ trách.",
        "deadline": after(15).strftime("%d/%m/%Y"),
        "kinds": [UnitKind.PROVINCE.value],
        "who_answers": "all",
        "remind_days": 3,
        "escalate_days": 3,
        "version": 0,
        "request_key": "6f1c9b0a-3c55-4a6f-9d0e-1197201608ab",
    } | values


def post(client, name, *args, **data):
    return client.post(reverse(name, args=args), data)


def test_a_directive_is_made_looked_over_and_sent(client, office, document):
    units = make_bare_units(4)
    assert client.get(reverse("directive_add")).status_code == 200
    preview = post(client, "directive_add", do="preview", **fields(document))
    assert preview.context["preview"]["count"] == 4
    assert preview.context["preview"]["answering"] == 4
    assert units[0].name in preview.content.decode()
    assert not Directive.objects.exists()
    kept = post(client, "directive_add", do="save", **fields(document))
    directive = Directive.objects.get()
    assert kept.url == reverse("directive_show", args=[directive.pk])
    again = post(client, "directive_add", do="save", **fields(document))
    assert again.url == kept.url
    page = client.get(kept.url)
    assert page.context["preview"]["count"] == 4
    post(client, "directive_show", directive.pk, action="send", version=0)
    post(client, "directive_show", directive.pk, action="send", version=0)
    directive.refresh_from_db()
    assert directive.state == DirectiveState.SENT
    assert directive.receipts.count() == 4


def test_a_document_is_found_by_number_in_any_spelling(client, office, document):
    other = make_official_document(document.unit, number_symbol="55/KH-TLĐ")
    typed = fields(document, title="Đang gõ", find="1197 tld", kinds=["sector"])
    found = post(client, "directive_add", do="find", **typed | {"document": ""})
    form = found.context["form"]
    keys = [str(key) for key, _label in form.fields["document"].widget.choices]
    assert keys == ["", str(document.pk)]
    assert str(other.pk) not in keys
    assert form["title"].value() == "Đang gõ"
    assert form["kinds"].value() == ["sector"]


def test_only_issued_documents_can_be_chosen(client, office, document):
    draft = make_official_document(document.unit, state=DocumentState.DRAFT)
    refused = post(client, "directive_add", do="save", **fields(draft))
    assert refused.status_code == 422
    assert "document" in refused.context["form"].errors


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"kinds": []}, "kinds"),
        ({"kinds": ["lạ"]}, "kinds"),
        ({"who_answers": "chosen"}, "answering_kinds"),
        ({"deadline": "31/02/2027"}, "deadline"),
        ({"deadline": "01/01/2020"}, "__all__"),
        ({"units": [999999]}, "units"),
        ({"remind_days": 99}, "remind_days"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, office, document, values, field):
    make_bare_unit()
    refused = post(client, "directive_add", do="save", **fields(document, **values))
    assert refused.status_code == 422
    assert field in refused.context["form"].errors
    assert "Bố trí người phụ trách." in refused.content.decode()
    assert not Directive.objects.exists()


def test_a_draft_that_a_colleague_changed_is_shown_with_what_was_typed(client, office, document):
    make_bare_unit()
    directive = make_draft(office=office, document=document)
    assert client.get(reverse("directive_edit", args=[directive.pk])).status_code == 200
    Directive.objects.update(version=1)
    typed = fields(document, title="Của tôi")
    refused = post(client, "directive_edit", directive.pk, do="save", **typed)
    assert refused.status_code == 422
    assert "Của tôi" in refused.content.decode()
    second = fields(document, title="Của tôi", version=refused.context["form"]["version"].value())
    assert post(client, "directive_edit", directive.pk, do="save", **second).status_code == 302
    directive.refresh_from_db()
    assert (directive.title, directive.version) == ("Của tôi", 2)


def test_a_sent_directive_has_no_editor_and_a_draft_no_change(client, office, document):
    make_bare_unit()
    draft, sent = make_draft(office=office, document=document), make_sent(make_bare_unit())
    assert client.get(reverse("directive_edit", args=[sent.pk])).status_code == 404
    assert client.get(reverse("directive_change", args=[draft.pk])).status_code == 404
    assert client.get(reverse("directive_add_units", args=[draft.pk])).status_code == 404
    post(client, "directive_show", draft.pk, action="delete", version=0)
    assert not Directive.objects.filter(pk=draft.pk).exists()


def test_numbers_of_the_list_lead_to_the_units_behind_them(client, office):
    units = make_bare_units(3)
    directive = make_sent(*units, office=office)
    make_answered(receipt_of(directive, units[0]), make_officer(units[0]))
    page = client.get(reverse("directive_list"))
    figures = {one.key: one for one in page.context["rows"][0]["figures"]}
    counts = {key: one.count for key, one in figures.items()}
    assert counts == {"all": 3, "opened": 1, "acknowledged": 1, "done": 1, "overdue": 0}
    behind = client.get(figures["done"].url)
    assert [row["receipt"].unit for row in behind.context["rows"]] == [units[0]]
    unread = client.get(reverse("directive_show", args=[directive.pk]), {"show": "unread"})
    assert {row["receipt"].unit for row in unread.context["rows"]} == set(units[1:])


def test_recipients_are_found_by_name_without_marks(client, office):
    units = [make_bare_unit(name_vi=f"Liên đoàn Lao động tỉnh {name}") for name in ("Huế", "Hà")]
    directive = make_sent(*units, office=office)
    page = client.get(reverse("directive_show", args=[directive.pk]), {"q": "hue"})
    assert [row["receipt"].unit for row in page.context["rows"]] == [units[0]]
    strange = client.get(reverse("directive_show", args=[directive.pk]), {"show": "lạ", "p": "x"})
    assert len(strange.context["rows"]) == 2


def test_a_changed_directive_shows_what_changed(client, office):
    directive = make_sent(make_bare_unit(), office=office, title="Trước")
    typed = {
        "document": directive.document_id,
        "title": "Sau",
        "task": directive.task,
        "deadline": directive.deadline.strftime("%d/%m/%Y"),
        "number": 1,
    }
    assert client.get(reverse("directive_change", args=[directive.pk])).status_code == 200
    refused = post(client, "directive_change", directive.pk, reason="", **typed)
    assert refused.status_code == 422
    assert "Sau" in refused.content.decode()
    stale = post(client, "directive_change", directive.pk, reason="Sửa", **typed | {"number": 7})
    assert stale.status_code == 422
    post(client, "directive_change", directive.pk, reason="Sửa tên", **typed)
    page = client.get(reverse("directive_show", args=[directive.pk]))
    newest = page.context["versions"][0]
    assert newest["version"].reason == "Sửa tên"
    assert [(one["before"], one["after"]) for one in newest["changes"]] == [("Trước", "Sau")]


def test_units_are_added_from_the_screen(client, office):
    first, second = make_bare_units(2)
    directive = make_sent(first, office=office)
    assert client.get(reverse("directive_add_units", args=[directive.pk])).status_code == 200
    none = post(client, "directive_add_units", directive.pk, units=[first.pk])
    assert none.status_code == 422
    post(client, "directive_add_units", directive.pk, units=[second.pk], must_answer="on")
    assert receipt_of(directive, second).must_answer


def test_a_directive_is_closed_and_taken_back_from_the_screen(client, office):
    first, second = (make_sent(make_bare_unit(), office=office) for _number in range(2))
    post(client, "directive_show", first.pk, action="close", reason="Đã đủ")
    refused = post(client, "directive_show", second.pk, action="cancel", reason="")
    assert refused.status_code == 422
    post(client, "directive_show", second.pk, action="cancel", reason="Gửi nhầm")
    states = Directive.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [DirectiveState.CLOSED, DirectiveState.CANCELLED]
    assert post(client, "directive_show", first.pk, action="lạ").status_code == 404


def test_an_answer_is_judged_from_the_screen(client, office):
    unit = make_bare_unit()
    directive = make_sent(unit, office=office)
    receipt, officer = receipt_of(directive, unit), make_officer(unit)
    answer = make_answered(receipt, officer, files=[pdf()])
    where = (directive.pk, receipt.pk)
    page = client.get(reverse("directive_unit_receipt", args=where))
    assert page.context["to_judge"] == answer
    assert (
        client.get(reverse("directive_answer_file", args=[answer.files.get().pk])).status_code
        == 200
    )
    refused = post(
        client, "directive_unit_receipt", *where, action="return", answer=answer.pk,
        **{"return-note": "", "return-until": "01/01/2030"},
    )  # fmt: skip
    assert refused.status_code == 422
    assert "01/01/2030" in refused.content.decode()
    post(
        client, "directive_unit_receipt", *where, action="return", answer=answer.pk,
        **{"return-note": "Thiếu biểu"},
    )  # fmt: skip
    answer.refresh_from_db()
    assert answer.state == AnswerState.RETURNED
    second = make_answered(receipt, officer, text="Đã bổ sung")
    post(client, "directive_unit_receipt", *where, action="accept", answer=second.pk)
    second.refresh_from_db()
    assert second.state == AnswerState.ACCEPTED
    foreign = make_answered_elsewhere(office)
    assert (
        post(client, "directive_unit_receipt", *where, action="accept", answer=foreign.pk)
    ).status_code == 404


def make_answered_elsewhere(office):
    unit = make_bare_unit()
    return make_answered(receipt_of(make_sent(unit, office=office), unit), make_officer(unit))


def test_more_time_is_given_or_refused_from_the_screen(client, office):
    unit = make_bare_unit()
    directive = make_sent(unit, office=office)
    receipt, officer = receipt_of(directive, unit), make_officer(unit)
    where = (directive.pk, receipt.pk)

    def ask(days):
        return ask_extension(
            receipt_id=receipt.pk,
            until=after(days),
            reason="Chờ số liệu",
            user=officer,
            now=timezone.now(),
        )

    first = ask(30)
    page = client.get(reverse("directive_show", args=[directive.pk]))
    assert page.context["requests"] == [first]
    key = f"extension-{first.pk}"
    refused = post(client, "directive_unit_receipt", *where, action="refuse", request=first.pk)
    assert refused.status_code == 422
    late = {f"{key}-until": after(5).strftime("%d/%m/%Y"), f"{key}-note": "Giữ lời này"}
    wrong = post(client, "directive_unit_receipt", *where, action="grant", request=first.pk, **late)
    assert wrong.status_code == 422
    assert "Giữ lời này" in wrong.content.decode()
    post(client, "directive_unit_receipt", *where, action="grant", request=first.pk)
    receipt.refresh_from_db()
    assert receipt.due_on == after(30)
    second = ask(40)
    key = f"extension-{second.pk}"
    post(
        client, "directive_unit_receipt", *where, action="refuse", request=second.pk,
        **{f"{key}-note": "Không"},
    )  # fmt: skip
    second.refresh_from_db()
    assert second.state == ExtensionState.REFUSED


def test_a_look_of_the_office_opens_nothing(client, office):
    unit = make_bare_unit()
    directive = make_sent(unit, office=office)
    receipt = receipt_of(directive, unit)
    client.get(reverse("directive_unit_receipt", args=[directive.pk, receipt.pk]))
    client.get(reverse("directive_receipt", args=[receipt.pk]))
    receipt.refresh_from_db()
    assert receipt.state == ReceiptState.DELIVERED


def test_what_waits_stands_in_one_list(client, office):
    unit = make_bare_unit()
    directive = make_sent(unit, office=office, now=timezone.now() - timedelta(days=10), days=5)
    page = client.get(reverse("directive_waiting"))
    assert [row["receipt"].directive for row in page.context["rows"]] == [directive]
    counts = {tab["url"]: tab["count"] for tab in page.context["tabs"]}
    assert counts == {"?show=extension": 0, "?show=answer": 0, "?show=overdue": 1}


def test_a_unit_has_its_own_page(client, office):
    unit, other = make_bare_units(2)
    make_sent(unit, office=office)
    make_sent(other, office=office)
    page = client.get(reverse("directive_unit", args=[unit.code]))
    assert [row["receipt"].unit for row in page.context["rows"]] == [unit]
    for address in ("KHONG-CO", "A%00B"):  # PostgreSQL takes no NUL
        assert client.get(f"/admin/directives/units/{address}/").status_code == 404


@pytest.mark.parametrize("name", OFFICE_ONLY)
def test_units_do_not_open_the_offices_screens(client, name):
    unit = make_bare_unit()
    for make in (make_officer, make_leader):
        client.force_login(make(unit))
        assert client.get(reverse(name)).status_code == 404


def test_the_first_screen_counts_what_waits(client, office):
    unit = make_bare_unit()
    make_sent(unit, office=office, now=timezone.now() - timedelta(days=10), days=5)
    body = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f"{reverse('directive_waiting')}?show=overdue" in body
    client.force_login(make_officer(unit))
    body = client.get(reverse("wagtailadmin_home")).content.decode()
    assert f"{reverse('directive_inbox')}?tab=new" in body
    assert reverse("directive_list") + "?" not in body


@pytest.mark.parametrize("name", ["directive_list", "directive_waiting"])
def test_lists_cost_the_same_however_long(client, office, count_queries, name):
    counts = []
    for number in (1, 2, 30):
        for unit in make_bare_units(number):
            make_sent(unit, office=office, now=timezone.now() - timedelta(days=9), days=5)
        counts.append(count_queries(lambda: client.get(reverse(name), {"state": "all"})))
    assert counts[1] == counts[2]


def test_recipients_cost_the_same_however_many(client, office, count_queries):
    counts = []
    for number in (1, 3, 100):
        directive = make_sent(*make_bare_units(number), office=office)
        url = reverse("directive_show", args=[directive.pk])
        counts.append(count_queries(lambda url=url: client.get(url)))
    assert counts[1] == counts[2]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("1291", True),
        ("số 1291/qđ-tlđ", True),
        (unicodedata.normalize("NFD", "QUYẾT định 01291 QĐ TLĐ"), True),
        ("đai HỘI công đoàn", True),
        (unicodedata.normalize("NFD", "ĐẠI HỘI"), True),
        ("129", True),
        ("///", False),
        ("\x00", True),
        ("1292", False),
        ("đại hội 1292", False),
    ],
)
def test_directives_are_found_in_any_spelling(client, office, query, found):
    centre = make_bare_unit("TLD", kind=UnitKind.CONFEDERATION)
    document = make_official_document(centre, number_symbol="1291/QĐ-TLĐ")
    make_sent(make_bare_unit(), office=office, title="Tổ chức Đại hội công đoàn", document=document)
    html = client.get(reverse("directive_list"), {"q": query}).content.decode()
    assert ("Tổ chức Đại hội công đoàn" in html) is found


@pytest.mark.parametrize("find", ["công văn số 1197/tlđ", "1197", "TIẾN độ", "văn " * 2_000])
def test_a_document_is_found_in_any_spelling(client, office, document, find):
    document.abstract = "Văn bản về tiến độ"
    document.save()
    refresh_words(document)
    make_official_document(document.issuer, number_symbol="55/KH-TLĐ", abstract="Khác")
    response = client.post(reverse("directive_add"), {"do": "find", "find": find})
    assert response.status_code == 200
    choices = response.context["form"].fields["document"].widget.choices
    assert [pk for pk, _label in choices] == ["", document.pk]
