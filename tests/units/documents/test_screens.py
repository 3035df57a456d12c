"""Screens of the register: who opens them, what is typed stays, second units find nothing."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Q
from django.urls import reverse
from openpyxl import load_workbook

from factories.documents import (
    enter,
    make_document_file,
    make_official_document,
    make_public_document,
    pdf_of,
)
from factories.paying import client_of
from factories.portal import make_user, picture_bytes
from units.documents import readers
from units.documents.enums import DocumentState, TextState
from units.documents.models import (
    DocumentFile,
    DocumentRelation,
    DocumentType,
    OfficialDocument,
)
from units.documents.screens import memory
from units.documents.services.relating import relate_documents, unrelate_documents
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db
NEW = "official_document_new"


def entry_form(unit, **fields) -> dict:
    return {
        "unit": unit.pk,
        "request_key": "7b1c2a52-26ce-4a6b-8f0d-119720160809",
        "secrecy": "none",
        "number_symbol": "25/KH-LĐLĐ",
        "issuer": unit.pk,
        "issued_on": "02/03/2026",
        "abstract": "Kế hoạch Tháng Công nhân",
        "urgency": "normal",
        "audience": "internal",
    } | fields


def address(name: str, *args) -> str:
    return reverse(f"official_document{name}", args=args)


def scan(name="quet.png", size=(20, 20)) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture_bytes(size=size, image_format="PNG"))


@pytest.mark.parametrize(
    ("role", "portal_role", "expected"),
    [
        (UnitRole.OFFICER, None, (200, 200)),
        (UnitRole.LEADER, None, (200, 404)),
        (None, PortalRole.OFFICE, (200, 200)),
        (None, PortalRole.PORTAL_ADMINISTRATOR, (200, 200)),
        (UnitRole.CHIEF_EDITOR, None, (404, 404)),
        (UnitRole.RESPONDENT, None, (404, 404)),
        (None, PortalRole.FINANCE, (404, 404)),
    ],
)
def test_officers_leaders_and_the_office_open_the_register(unit, role, portal_role, expected):
    client = client_of(make_user(unit=unit, role=role, portal_role=portal_role))
    found = client.get(address("s")).status_code, client.get(reverse(NEW)).status_code
    assert found == expected


def test_an_officer_enters_a_document_whose_type_the_symbol_tells(unit, officer):
    client = client_of(officer)
    response = client.post(reverse(NEW), entry_form(unit))
    document = OfficialDocument.objects.get()
    assert response["Location"] == address("", document.pk)
    assert document.type.slug == "ke-hoach"
    assert document.issued_on == date(2026, 3, 2)
    assert client.post(reverse(NEW), entry_form(unit))["Location"] == response["Location"]
    assert OfficialDocument.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"secrecy": "secret"},
        {"secrecy": ""},
        {"abstract": "Về nhân sự – TUYỆT MẬT"},
        {"issued_on": "31/02/2026"},
        {"number_symbol": "12/NĐ-CP"},
        {"issuer_name": "Chính phủ"},
        {"issuer": ""},
        {"number_symbol": "//"},
    ],
)
def test_what_was_typed_stays_when_it_is_refused(unit, officer, fields):
    response = client_of(officer).post(
        reverse(NEW), entry_form(unit, signer_name="Nguyễn Giữ Lại", **fields)
    )
    assert response.status_code == 422
    assert "Nguyễn Giữ Lại" in response.content.decode()
    assert not OfficialDocument.objects.exists()


def test_a_taken_number_leads_to_its_entry(unit, officer):
    there = enter(unit, officer, number_symbol="25/KH-LĐLĐ")
    response = client_of(officer).post(reverse(NEW), entry_form(unit))
    assert response.status_code == 422
    assert address("", there.pk) in response.content.decode()


def test_nobody_enters_for_a_foreign_unit(unit, other, officer):
    response = client_of(officer).post(reverse(NEW), entry_form(unit) | {"unit": other.pk})
    assert response.status_code == 422
    response = client_of(officer).post(reverse(NEW), entry_form(unit, issuer=other.pk))
    assert response.status_code == 422
    assert not OfficialDocument.objects.exists()


def test_a_stranger_finds_nothing_of_a_document(unit, officer, stranger):
    document = make_official_document(unit, abstract="Chimhoangyen")
    file = make_document_file(document)
    client = client_of(stranger)
    for one in (
        address("", document.pk),
        address("_change", document.pk),
        address("_files", document.pk),
        address("_file", document.pk, file.pk),
        address("_act", document.pk),
        address("_relations", document.pk),
        address("", document.pk + 1),
    ):
        assert client.get(one).status_code == 404
        assert client.post(one, {"do": "discard", "seen": 0}).status_code == 404
    for query in ("", "?reach=all", "?reach=all&q=chimhoangyen"):
        assert "Chimhoangyen" not in client.get(f"{address('s')}{query}").content.decode()
    export = client.get(f"{address('s_export')}?reach=all")
    assert export.status_code == 200
    assert load_workbook(BytesIO(export.content)).active.max_row == 1
    assert OfficialDocument.objects.get() == document


def test_a_leader_reads_and_changes_nothing(unit, leader):
    document = make_official_document(unit)
    client = client_of(leader)
    page = client.get(address("", document.pk))
    assert page.status_code == 200
    assert address("_change", document.pk) not in page.content.decode()
    for name in ("_change", "_act", "_files", "_relations"):
        assert client.post(address(name, document.pk), {}).status_code == 404


def test_the_file_of_another_document_is_not_touched_through_ones_own(unit, officer, other):
    own = make_official_document(unit)
    foreign = make_document_file(make_official_document(other))
    response = client_of(officer).post(address("_file", own.pk, foreign.pk), {"do": "remove"})
    assert response.status_code == 404
    foreign.refresh_from_db()
    assert foreign.removed_at is None


def test_a_document_goes_from_draft_to_readers_and_back(unit, officer, client):
    document = enter(unit, officer, audience="public")
    office = client_of(officer)

    def press(action: str, **fields):
        document.refresh_from_db()
        data = {"do": action, "seen": document.version} | fields
        return office.post(address("_act", document.pk), data)

    for action in ("issue", "publish"):
        assert press(action).status_code == 302
    document.refresh_from_db()
    url = document.page.url
    assert client.get(url).status_code == 200
    assert press("withdraw", reason="").status_code == 422
    assert press("withdraw", reason="Sai thẩm quyền").status_code == 302
    assert "Sai thẩm quyền" in client.get(url).content.decode()
    press("unpublish")
    assert client.get(url).status_code == 404
    assert press("khac").status_code == 400


def test_a_second_click_does_nothing_more_and_is_told(unit, officer):
    document = enter(unit, officer)
    client, data = client_of(officer), {"do": "issue", "seen": 0}
    for _time in range(2):
        client.post(address("_act", document.pk), data)
    document.refresh_from_db()
    assert (document.state, document.version) == (DocumentState.ISSUED, 1)


def test_a_draft_is_deleted_by_its_button(unit, officer):
    document = enter(unit, officer)
    data = {"do": "discard", "seen": 0}
    assert client_of(officer).post(address("_act", document.pk), data).status_code == 302
    assert not OfficialDocument.objects.exists()


def test_whoever_changes_an_older_version_keeps_what_was_typed(unit, officer):
    document = enter(unit, officer, number_symbol="25/KH-LĐLĐ")
    client = client_of(officer)
    form = entry_form(unit, type=document.type_id, seen=0)
    OfficialDocument.objects.filter(pk=document.pk).update(version=3)
    url = address("_change", document.pk)
    response = client.post(url, form | {"abstract": "Bản tôi vừa gõ"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "Bản tôi vừa gõ" in html
    assert response.context["form"]["seen"].value() == "3"
    assert client.post(url, form | {"abstract": "Bản mới", "seen": 3}).status_code == 302
    assert OfficialDocument.objects.get().abstract == "Bản mới"


def test_good_files_are_kept_and_bad_ones_named(unit, officer):
    document = enter(unit, officer)
    bad = SimpleUploadedFile("Bản hỏng.pdf", b"khong phai pdf")
    response = client_of(officer).post(
        address("_files", document.pk), {"secrecy": "none", "uploads": [scan(), bad]}
    )
    assert response.status_code == 422
    assert "Bản hỏng.pdf" in response.content.decode()
    assert [file.name for file in document.files.all()] == ["quet.png"]


@pytest.mark.parametrize(
    "data", [{"secrecy": "none"}, {"secrecy": "", "uploads": "x"}, {"secrecy": "secret"}]
)
def test_incomplete_or_secret_files_are_refused(unit, officer, data):
    document = enter(unit, officer)
    if "secrecy" in data and data["secrecy"] != "none":
        data = data | {"uploads": [scan()]}
    response = client_of(officer).post(address("_files", document.pk), data)
    assert response.status_code == 422
    assert not DocumentFile.objects.exists()


def test_a_stamped_file_takes_the_others_with_it_and_touches_no_disk(
    unit, officer, monkeypatch, settings
):
    document = enter(unit, officer)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10

    def never(*args, **kwargs):
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", never)
    stamped = SimpleUploadedFile("mat.pdf", pdf_of("TUYỆT MẬT\nSố: 5/BC-TLĐ về nhân sự"))
    response = client_of(officer).post(
        address("_files", document.pk), {"secrecy": "none", "uploads": [scan(), stamped]}
    )
    assert response.status_code == 422
    assert not DocumentFile.objects.exists()


def test_too_much_at_once_is_not_read(unit, officer, monkeypatch):
    document = enter(unit, officer)
    monkeypatch.setattr(memory, "MOST_BYTES", 100)
    response = client_of(officer).post(
        address("_files", document.pk), {"secrecy": "none", "uploads": [scan()]}
    )
    assert response.status_code == 422
    assert not DocumentFile.objects.exists()


def test_files_need_the_token_of_the_form(unit, officer):
    document = enter(unit, officer)
    client = client_of(officer)
    client.handler.enforce_csrf_checks = True
    data = {"secrecy": "none", "uploads": [scan()]}
    assert client.post(address("_files", document.pk), data).status_code == 403
    assert not DocumentFile.objects.exists()


def test_a_file_is_replaced_and_removed(unit, officer):
    document = enter(unit, officer)
    old = make_document_file(document)
    client = client_of(officer)
    client.post(
        address("_file", document.pk, old.pk),
        {"do": "replace", "secrecy": "none", "file": scan("moi.png", size=(9, 9))},
    )
    new = DocumentFile.objects.get(removed_at=None)
    assert new.name == "moi.png"
    client.post(address("_file", document.pk, new.pk), {"do": "remove"})
    assert not DocumentFile.objects.filter(removed_at=None).exists()
    assert client.post(address("_file", document.pk, new.pk), {"do": "x"}).status_code == 400


def test_a_bad_replacement_changes_nothing(unit, officer):
    document = enter(unit, officer)
    old = make_document_file(document)
    client = client_of(officer)
    for data in (
        {"secrecy": "none"},
        {"secrecy": "secret", "file": scan()},
        {"secrecy": "none", "file": SimpleUploadedFile("a.pdf", b"x")},
    ):
        client.post(address("_file", document.pk, old.pk), {"do": "replace"} | data)
    assert list(DocumentFile.objects.filter(removed_at=None)) == [old]


def test_how_a_file_was_read_is_told(unit, officer):
    document = enter(unit, officer)
    for state in TextState.values:
        make_document_file(document, f"{state}.pdf", text_state=state)
    assert client_of(officer).get(address("", document.pk)).status_code == 200


def test_a_relation_is_added_by_number_and_removed(unit, officer):
    old = make_official_document(unit, number_symbol="1291/QĐ-TLĐ", issued_on=date(2016, 7, 26))
    new = make_official_document(unit, issued_on=date(2016, 8, 9))
    client, url = client_of(officer), address("_relations", new.pk)
    data = {"kind": "based_on", "number": "1291 qd tld", "note": "Điều 5"}
    assert client.post(url, data).status_code == 302
    relation = DocumentRelation.objects.get()
    assert (relation.source, relation.target, relation.note) == (new, old, "Điều 5")
    assert client.post(url, {"remove": relation.pk}).status_code == 302
    assert not DocumentRelation.objects.exists()


def test_of_several_documents_with_a_number_one_is_chosen(unit, officer):
    olds = [
        make_official_document(unit, number_symbol="12/QĐ-TLĐ", issued_on=date(year, 1, 1))
        for year in (2014, 2015)
    ]
    new = make_official_document(unit, issued_on=date(2016, 8, 9))
    client, url = client_of(officer), address("_relations", new.pk)
    data = {"kind": "replaces", "number": "12/QĐ-TLĐ"}
    response = client.post(url, data)
    assert response.status_code == 422
    assert {one.pk for one in response.context["candidates"]} == {one.pk for one in olds}
    assert client.post(url, data | {"target": olds[0].pk}).status_code == 302
    assert DocumentRelation.objects.get().target == olds[0]


@pytest.mark.parametrize("number", ["77", "chữ", "77/QĐ-KÍN"])
def test_foreign_numbers_are_not_offered(unit, officer, other, number):
    make_official_document(other, number_symbol="77/QĐ-KÍN", issued_on=date(2010, 1, 1))
    own = make_official_document(unit)
    response = client_of(officer).post(
        address("_relations", own.pk), {"kind": "guides", "number": number}
    )
    assert response.status_code == 422
    assert not DocumentRelation.objects.exists()


@pytest.mark.parametrize(
    "query",
    ["1291/QĐ-TLĐ", "1291 qd tld", "1291-qđ/tlđ", "1291", "１２９１", "so 1291"],
)
def test_the_register_is_searched_by_number_first(unit, officer, query):
    make_official_document(unit, number_symbol="5/KH-TLĐ", folded="5 kh tld theo so 1291 qd tld")
    wanted = make_official_document(unit, number_symbol="1291/QĐ-TLĐ", issued_on=date(2016, 7, 26))
    response = client_of(officer).get(address("s"), {"q": query})
    assert response.context["rows"][0]["document"] == wanted


@pytest.mark.parametrize(
    ("query", "count"),
    [("state=draft", 1), ("state=issued", 1), ("audience=public", 1), ("year=2026", 2),
     ("year=2020", 0), ("status=in_force", 2), ("status=expired", 0), ("year=x&state=y", 2)],
)  # fmt: skip
def test_the_register_is_filtered(unit, officer, other, query, count):
    enter(unit, officer, audience="public")
    make_official_document(unit)
    make_official_document(other)
    response = client_of(officer).get(f"{address('s')}?{query}")
    assert len(response.context["rows"]) == count


def test_the_office_sees_all_and_a_unit_its_own_and_what_it_was_sent(unit, officer, other, office):
    own, foreign = make_official_document(unit), make_official_document(other)

    def rows(user, query=""):
        found = client_of(user).get(f"{address('s')}{query}").context["rows"]
        return {row["document"] for row in found}

    assert rows(office) == {own, foreign}
    assert rows(officer) == {own}

    def readable(someone):
        return Q(pk=foreign.pk)

    readers.register_readable(readable)
    try:
        assert rows(officer) == {own}
        assert rows(officer, "?reach=all") == {own, foreign}
        assert client_of(officer).get(address("", foreign.pk)).status_code == 200
        assert client_of(officer).get(address("_change", foreign.pk)).status_code == 404
    finally:
        readers._readables.remove(readable)


def test_queries_of_the_register_do_not_grow(unit, officer, count_queries):
    client = client_of(officer)
    make_official_document(unit)
    client.get(address("s"))
    first = count_queries(lambda: client.get(address("s")))
    for _number in range(3):
        make_public_document(unit, officer)
    assert count_queries(lambda: client.get(address("s"))) == first


def test_the_workbook_is_the_filtered_list_and_runs_no_formula(unit, officer, other):
    make_official_document(unit, number_symbol="7/QĐ-TLĐ", abstract="=1+1")
    make_official_document(other)
    response = client_of(officer).get(address("s_export"))
    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][0] == "7/QĐ-TLĐ"
    cell = sheet.cell(row=2, column=4)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_only_the_office_keeps_types_and_fields(officer, office):
    kind = DocumentType.objects.get(slug="quy-che")
    pages = [
        reverse("document_types:index"),
        reverse("document_types:edit", args=[kind.pk]),
        reverse("document_fields:add"),
    ]
    for page in pages:
        assert client_of(officer).get(page).status_code == 404
        assert client_of(office).get(page).status_code == 200
    data = {"name_vi": "Quy chế", "slug": "quy-che", "code": "QC", "sort_order": 3}
    client_of(office).post(reverse("document_types:edit", args=[kind.pk]), data)
    kind.refresh_from_db()
    assert not kind.is_active
    response = client_of(office).get(reverse("document_types:delete", args=[kind.pk]))
    assert response.status_code in (302, 403, 404)


def test_the_menu_shows_the_register_to_whom_it_is_open(unit, officer):
    home = reverse("wagtailadmin_home")
    assert address("s") in client_of(officer).get(home).content.decode()
    editor = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    assert address("s") not in client_of(editor).get(home).content.decode()


def test_the_history_tells_no_number_of_what_is_hidden(unit, officer, stranger):
    shown = make_public_document(unit, officer)
    hidden = make_official_document(unit, number_symbol="77/KIN-TLĐ")
    known = make_public_document(unit, officer, number_symbol="78/QĐ-TLĐ")
    for other in (hidden, known):
        target = {"source_id": shown.pk, "target_id": other.pk, "kind": "guides"}
        relate_documents(**target, user=officer)
        relation = DocumentRelation.objects.get(target=other)
        unrelate_documents(source_id=shown.pk, relation_id=relation.pk, user=officer)
    html = client_of(stranger).get(address("", shown.pk)).content.decode()
    assert "77/KIN" not in html
    assert html.count("78/QĐ-TLĐ") == 2
    assert client_of(officer).get(address("", shown.pk)).content.decode().count("77/KIN-TLĐ") == 2
