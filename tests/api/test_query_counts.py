"""Lists cost the same number of queries whether they show one piece, three or fifty of 300."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticlePage
from factories.bulk import copy_live
from factories.portal import make_document, make_image

LISTS = {
    "/api/v2/pages/": None,
    "/api/v2/pages/?limit=50": None,
    "/api/v2/pages/?type=articles.NewsPage&fields=*&limit=50": None,
    "/api/v2/pages/?type=articles.NewsPage&unit=LDLD-A&topic=cham-lo-tet&limit=50": None,
    "/api/v2/pages/?search=cong+doan&limit=50": None,
    "/api/v2/images/?fields=*&limit=50": None,
    "/api/v3/pages/?limit=50": None,
    "/api/v3/articles/?limit=50": 4,
    "/api/v3/articles/?limit=50&unit=LDLD-A&topic=cham-lo-tet&kind=news&from=2026-01-01": 4,
    "/api/v3/units/?limit=50": 1,
    "/api/v3/search/?q=cong+doan&limit=50": None,
}


def count(caller, address: str) -> int:
    """Return the number of queries of one answer, caches warm."""
    assert caller.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert caller.get(address).status_code == 200
    return len(queries)


def test_lists_cost_the_same_at_1_3_and_300(reader, illustrated):
    counts = {address: [count(reader, address)] for address in LISTS}
    for more in (2, 297):
        copy_live(illustrated, number=more)
        for address in LISTS:
            counts[address].append(count(reader, address))
    assert ArticlePage.objects.count() == 300
    uneven = {address: found for address, found in counts.items() if len(set(found)) > 1}
    assert not uneven
    for address, most in LISTS.items():
        assert most is None or counts[address][0] <= most, (address, counts[address])


@pytest.mark.parametrize("api", ["v2", "v3"])
@pytest.mark.parametrize("kind", ["images", "documents"])
def test_lists_of_files_cost_the_same_at_1_and_3(reader, unit_a, api, kind):
    make = {"images": make_image, "documents": make_document}[kind]
    address = f"/api/{api}/{kind}/" + ("?fields=*" if api == "v2" else "")
    make(unit_a, is_public=True).tags.add("một")
    first = count(reader, address)
    for _number in range(2):
        make(unit_a, is_public=True).tags.add("hai", "ba")
    assert count(reader, address) == first


@pytest.mark.parametrize(
    "address", ["/api/v3/articles/{}/", "/api/v2/pages/{}/", "/api/v3/pages/{}/"]
)
def test_detail_cost_is_bounded(reader, illustrated, address):
    assert count(reader, address.format(illustrated.pk)) <= 20
