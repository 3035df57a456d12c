"""API v3 of documents: its shape, its filters, its refusals."""

from datetime import date

import pytest

from factories.documents import make_document_file, make_official_document, make_public_document
from units.documents.enums import RelationKind
from units.documents.services.relating import relate_documents

LIST = "/api/v3/official-documents/"


@pytest.fixture
def letter(unit, officer):
    return make_public_document(
        unit,
        officer,
        number_symbol="1197/TLĐ",
        abstract="Khai thác Cổng thông tin",
        issued_on=date(2016, 8, 9),
        signer_name="Nguyễn Văn Ngàng",
    )


def test_a_card_has_what_everybody_may_know(client, letter):
    answer = client.get(LIST).json()
    assert answer | {"items": []} == {"items": [], "limit": 20, "offset": 0, "next": None}
    assert answer["items"] == [
        {
            "id": letter.pk,
            "number": "1197/TLĐ",
            "year": 2016,
            "type": {"slug": "quyet-dinh", "name": "Quyết định"},
            "abstract": "Khai thác Cổng thông tin",
            "issuer": {"code": "HAN", "slug": "han", "name": "Liên đoàn Lao động HAN"},
            "issued_on": "2016-08-09",
            "effective_on": None,
            "expired_on": None,
            "signer": "Nguyễn Văn Ngàng",
            "signer_position": "Phó Chủ tịch",
            "field": None,
            "status": "in_force",
            "url": "http://127.0.0.1:8000/don-vi/han/van-ban/1197-tld-2016/",
            "is_demonstration": False,
        }
    ]


def test_a_document_has_its_files_and_public_relations(client, unit, officer, letter):
    file = make_document_file(letter, "Công văn 1197.pdf", b"%PDF-1.4 thu")
    later = make_public_document(unit, officer, number_symbol="2/QĐ-TLĐ")
    hidden = make_official_document(unit)
    for target, source in ((letter, later), (letter, hidden)):
        relate_documents(
            source_id=source.pk, target_id=target.pk, kind=RelationKind.AMENDS, user=officer
        )
    answer = client.get(f"{LIST}{letter.pk}/").json()
    assert answer["status"] == "amended"
    assert answer["files"] == [
        {
            "name": "Công văn 1197.pdf",
            "url": f"http://127.0.0.1:8000/tep-van-ban/{file.pk}/cong-van-1197.pdf",
            "type": "application/pdf",
            "size": 12,
        }
    ]
    assert answer["relations"] == [
        {"id": later.pk, "number": "2/QĐ-TLĐ", "kind": "amends", "outgoing": False}
    ]


@pytest.mark.parametrize(
    ("query", "count"),
    [("?q=1197 tld", 1), ("?year=2016", 1), ("?year=2017", 0), ("?unit=HAN", 1), ("?unit=han", 1),
     ("?issuer=nga", 0), ("?type=quyet-dinh&status=in_force", 1), ("?status=expired", 0)],
)  # fmt: skip
def test_filters_are_those_of_the_library(client, letter, query, count):
    assert len(client.get(f"{LIST}{query}").json()["items"]) == count


@pytest.mark.parametrize(
    "query",
    ["?unit=KHONG", "?type=khong", "?field=khong", "?year=99999", "?status=x", "?limit=500"],
)
def test_nonsense_is_refused(client, letter, query):
    assert client.get(f"{LIST}{query}").status_code == 422


@pytest.mark.parametrize("number", ["0", "-1", "999999999999", "9" * 40, "x"])
def test_an_unknown_document_is_no_error(client, letter, number):
    assert client.get(f"{LIST}{number}/").status_code in (404, 422)


def test_queries_do_not_grow(client, unit, officer, letter, count_queries):
    client.get(LIST)
    first = count_queries(lambda: client.get(LIST))
    for _number in range(2):
        make_public_document(unit, officer)
    client.get(LIST)
    assert count_queries(lambda: client.get(LIST)) == first
    assert client.get(f"{LIST}?limit=1").json()["next"]
