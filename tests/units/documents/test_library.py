"""The public library: what stands in it, how it is narrowed, and what never is in it."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from factories.documents import make_document_file, make_official_document, make_public_document
from factories.portal import make_english, make_unit, make_user
from search.query import search_pages
from units.documents.addresses import file_url
from units.documents.enums import Audience, DocumentState
from units.documents.models import DocumentField, DocumentIndexPage, DocumentType
from units.enums import SuccessionKind, UnitRole
from units.models import UnitSuccession

pytestmark = pytest.mark.django_db
LIBRARY = "/van-ban/"
CANARY = "Chimhoangyen"


@pytest.fixture
def documents(unit, other, officer, office):
    """Make three public documents of two units and an authority."""
    field = DocumentField.objects.get(slug="nu-cong")
    return {
        "letter": make_public_document(
            unit,
            officer,
            number_symbol="1291/QĐ-TLĐ",
            abstract="Ban hành quy chế hoạt động Cổng thông tin",
            issued_on=date(2016, 7, 26),
        ),
        "guide": make_public_document(
            other,
            office,
            number_symbol="06b/NQ-TLĐ",
            abstract="Công tác nữ công",
            type=DocumentType.objects.get(slug="nghi-quyet"),
            field=field,
            issued_on=date(2015, 1, 15),
            expired_on=date(2020, 1, 1),
        ),
        "decree": make_public_document(
            unit,
            office,
            number_symbol="1291/QĐ-UBND",
            abstract="Quyết định của tỉnh về quy chế",
            issuer=None,
            issuer_name="Ủy ban nhân dân tỉnh",
            issued_on=date(2016, 9, 1),
        ),
    }


@pytest.fixture
def hidden(unit, officer):
    """Make what readers must never see: a draft, an internal one, one that was not published."""
    return [
        make_official_document(
            unit, number_symbol=f"{number}/QĐ-{CANARY}", abstract=CANARY, **fields
        )
        for number, fields in enumerate(
            (
                {"state": DocumentState.DRAFT, "audience": Audience.PUBLIC},
                {},
                {"audience": Audience.PUBLIC},
            ),
            start=801,
        )
    ]


def numbers(client, query="", address=LIBRARY) -> list[str]:
    response = client.get(f"{address}{query}")
    assert response.status_code == 200
    rows = response.context["documents"].object_list
    return [row["document"].number_symbol for row in rows]


def test_the_national_library_has_all_public_documents_newest_first(client, documents, hidden):
    assert numbers(client) == ["1291/QĐ-UBND", "1291/QĐ-TLĐ", "06b/NQ-TLĐ"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?type=nghi-quyet", ["06b/NQ-TLĐ"]),
        ("?issuer=han", ["1291/QĐ-TLĐ"]),
        ("?issuer=uy-ban-nhan-dan-tinh", ["1291/QĐ-UBND"]),
        ("?year=2016", ["1291/QĐ-UBND", "1291/QĐ-TLĐ"]),
        ("?field=nu-cong", ["06b/NQ-TLĐ"]),
        ("?status=expired", ["06b/NQ-TLĐ"]),
        ("?status=in_force&year=2016&issuer=han", ["1291/QĐ-TLĐ"]),
        ("?q=khongcogi", []),
        ("?year=20x6&status=x&page=99", ["1291/QĐ-UBND", "1291/QĐ-TLĐ", "06b/NQ-TLĐ"]),
        ("?type=khong-co", []),
    ],
)
def test_filters_narrow_the_list(client, documents, query, expected):
    assert numbers(client, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "1291/QĐ-TLĐ",
        "1291 qd tld",
        "1291-qđ/tlđ",
        "１２９１／ＱĐ－ＴＬĐ",
        "qd 1291 tld",
        "số 1291/QĐ-TLĐ",
    ],
)
def test_a_number_in_any_spelling_comes_first(client, documents, query):
    assert numbers(client, f"?q={query}")[0] == "1291/QĐ-TLĐ"


@pytest.mark.parametrize(
    ("query", "first"),
    [("06b", "06b/NQ-TLĐ"), ("6b nq", "06b/NQ-TLĐ"), ("nữ công", "06b/NQ-TLĐ"),
     ("nu cong", "06b/NQ-TLĐ"), ("cổng thông tin", "1291/QĐ-TLĐ")],
)  # fmt: skip
def test_beginnings_of_numbers_and_words_are_found(client, documents, query, first):
    assert numbers(client, f"?q={query}")[0] == first


def test_choices_tell_how_many_documents_there_are(client, documents, hidden):
    choices = client.get(LIBRARY).context["choices"]
    assert {one.value: one.count for one in choices["year"]} == {"2016": 2, "2015": 1}
    assert {one.value for one in choices["issuer"]} == {"han", "nga", "uy-ban-nhan-dan-tinh"}
    assert [one.value for one in choices["type"]] == ["nghi-quyet", "quyet-dinh"]


def test_a_sub_site_has_its_own_documents_and_those_of_its_predecessors(client, unit, documents):
    assert numbers(client, address="/don-vi/han/van-ban/") == ["1291/QĐ-TLĐ"]
    heir = make_unit("MOI")
    UnitSuccession.objects.create(
        predecessor=unit,
        successor=heir,
        kind=SuccessionKind.MERGE,
        effective_on=date(2025, 7, 1),
    )
    assert numbers(client, address="/don-vi/moi/van-ban/") == ["1291/QĐ-TLĐ"]
    assert numbers(client, address="/don-vi/nga/van-ban/") == ["06b/NQ-TLĐ"]


def test_queries_do_not_grow_with_the_list(client, unit, officer, count_queries):
    make_public_document(unit, officer)
    client.get(LIBRARY)
    for query in ("", "?q=quy che"):
        address = f"{LIBRARY}{query}"
        client.get(address)
        first = count_queries(lambda address=address: client.get(address))
        make_public_document(unit, officer)
        make_public_document(unit, officer)
        client.get(address)
        assert count_queries(lambda address=address: client.get(address)) == first


def test_the_queries_of_a_page_do_not_grow_with_its_files(client, unit, officer, count_queries):
    document = make_public_document(unit, officer)
    make_document_file(document, "mot.pdf")
    client.get(document.page.url)
    first = count_queries(lambda: client.get(document.page.url))
    for number in range(3):
        make_document_file(document, f"{number}.pdf")
    assert count_queries(lambda: client.get(document.page.url)) == first


def everything_public(client: Client, *words: str) -> str:
    addresses = [
        LIBRARY,
        "/don-vi/han/van-ban/",
        "/don-vi/han/",
        "/van-ban/feed/",
        "/don-vi/han/van-ban/feed/",
        "/tep-van-ban/du-lieu.csv",
        "/tep-van-ban/du-lieu.json",
        "/sitemap-vi.xml",
        "/api/v3/official-documents/",
        "/api/v2/pages/?type=documents.DocumentPage&fields=*",
        *(f"/tim-kiem/?q={word}" for word in words),
        *(f"{LIBRARY}?q={word}" for word in words),
        *(f"/api/v3/official-documents/?q={word}" for word in words),
        *(f"/api/v3/search/?q={word}" for word in words),
    ]
    return "".join(client.get(address).content.decode() for address in addresses)


def test_hidden_documents_stand_nowhere(client, unit, documents, hidden):
    file = make_document_file(hidden[0], "kin.pdf", CANARY.encode())
    told = everything_public(client, "801", "801/QĐ-TLĐ").replace("q=", "")
    assert CANARY not in told
    assert "1291/QĐ-TLĐ" in told
    assert client.get(file_url(file)).status_code == 404
    for document in hidden:
        assert client.get(f"/api/v3/official-documents/{document.pk}/").status_code == 404


def test_a_page_under_a_restriction_hides_its_document_and_files(client, documents):
    document = documents["letter"]
    file = make_document_file(document)
    PageViewRestriction.objects.create(page=document.page, restriction_type="login")
    assert "1291/QĐ-TLĐ" not in numbers(client)
    assert client.get(file_url(file)).status_code == 404
    assert client.get(f"/api/v3/official-documents/{document.pk}/").status_code == 404


def test_english_readers_have_the_same_documents_in_english_words(client, documents):
    make_english(DocumentIndexPage.objects.get(unit=None, locale__language_code="vi"))
    response = client.get("/en/van-ban/?year=2016")
    rows = response.context["documents"].object_list
    assert [row["document"].number_symbol for row in rows] == ["1291/QĐ-UBND", "1291/QĐ-TLĐ"]
    html = response.content.decode()
    assert "Decision" in html
    assert "In force" in html


def test_the_search_of_the_portal_finds_numbers_and_ranks_the_issuer(documents):
    for query in ("1291/QĐ-TLĐ", "1291 qd tld", "1291-qđ/tlđ"):
        titles = [hit.page.title for hit in search_pages(query=query).hits]
        assert titles[0].startswith("1291/QĐ-TLĐ")
    assert search_pages(query="6b nq tld").hits[0].page.title.startswith("06b/NQ-TLĐ")
    assert search_pages(query="quyết định 1291/QĐ-TLĐ").total


def test_the_feed_of_a_section_has_its_documents(client, documents):
    national = client.get("/van-ban/feed/").content.decode()
    own = client.get("/don-vi/han/van-ban/feed/").content.decode()
    assert "06b/NQ-TLĐ" in national
    assert "1291/QĐ-TLĐ" in own
    assert "06b/NQ-TLĐ" not in own


def test_the_home_of_a_unit_shows_its_newest_documents(client, documents):
    html = client.get("/don-vi/han/").content.decode()
    assert documents["letter"].page.url in html
    assert documents["guide"].page.url not in html


def test_open_data_holds_the_narrowed_list(client, unit, officer, documents):
    make_public_document(unit, officer, abstract="=HYPERLINK(1)", number_symbol="9/QĐ-TLĐ")
    response = client.get("/tep-van-ban/du-lieu.csv?issuer=han")
    content = response.content.decode()
    assert content.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
    assert [row["number"] for row in rows] == ["9/QĐ-TLĐ", "1291/QĐ-TLĐ"]
    assert rows[0]["abstract"] == "'=HYPERLINK(1)"
    assert rows[0]["licence"].startswith("https://creativecommons.org/")
    assert response["Link"].endswith('rel="license"')
    data = client.get("/tep-van-ban/du-lieu.json?unit=nga").json()
    assert data["licence"].startswith("https://creativecommons.org/")
    assert [item["number"] for item in data["items"]] == ["06b/NQ-TLĐ"]
    assert data["items"][0]["status"] == "expired"
    assert client.get("/tep-van-ban/du-lieu.json?unit=khong-co").status_code == 404
    spoilt = client.get("/tep-van-ban/du-lieu.json?unit=n%00ga&q=%00").json()
    assert [item["number"] for item in spoilt["items"]] == ["06b/NQ-TLĐ"]
    assert client.get("/tep-van-ban/du-lieu.xml").status_code == 404


def test_open_data_costs_the_same_at_any_length(client, unit, officer, count_queries):
    make_public_document(unit, officer)
    client.get("/tep-van-ban/du-lieu.json")
    first = count_queries(lambda: client.get("/tep-van-ban/du-lieu.json"))
    for _number in range(2):
        make_public_document(unit, officer)
    client.get("/tep-van-ban/du-lieu.json")
    assert count_queries(lambda: client.get("/tep-van-ban/du-lieu.json")) == first


def test_a_page_carries_no_script_or_style_of_its_own(client, documents):
    for address in (LIBRARY, documents["letter"].page.url):
        html = client.get(address).content.decode()
        assert " style=" not in html
        assert "<style" not in html


def test_an_account_changes_nothing_of_what_is_public(client, unit, documents, hidden):
    client.force_login(make_user(unit=unit, role=UnitRole.OFFICER))
    assert CANARY not in client.get(LIBRARY).content.decode()


def test_machines_are_told_of_a_document(client, documents):
    make_document_file(documents["letter"], "Quyết định.pdf")
    html = client.get(documents["letter"].page.url).content.decode()
    assert '"@type":"Legislation"' in html
    assert '"legislationIdentifier":"1291/QĐ-TLĐ"' in html
    assert '"legislationLegalForce":"https://schema.org/InForce"' in html
    assert "quyet-dinh.pdf" in html
    outside = client.get(documents["decree"].page.url).content.decode()
    assert '"@type":"GovernmentOrganization"' in outside
