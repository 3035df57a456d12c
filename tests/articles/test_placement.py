"""A piece used on its unit's sub-site only: readers find it there and on no page of the whole."""

import pytest
from django.test import Client

from articles.enums import Placement
from articles.models import ArticlePage
from factories.portal import make_article, make_unit

pytestmark = pytest.mark.django_db

TITLE = "Bài của riêng trang đơn vị"
OF_THE_WHOLE = ("/", "/feed/", "/feed/atom/", "/tin-tuc/", "/tin-tuc/feed/")
OF_THE_UNIT = ("/don-vi/mot/", "/don-vi/mot/feed/", "/don-vi/mot/tin-tuc/")


def shows(client: Client, address: str) -> bool:
    response = client.get(address)
    assert response.status_code == 200, address
    return TITLE in response.content.decode()


@pytest.mark.parametrize(
    ("placement", "is_national"), [(Placement.PORTAL, True), (Placement.SUB_SITE, False)]
)
def test_pages_of_the_whole_hold_what_is_placed_on_the_portal(client, placement, is_national):
    article = make_article("news", make_unit("MOT"), title=TITLE)
    ArticlePage.objects.filter(pk=article.pk).update(placement=placement)
    found = {address: shows(client, address) for address in OF_THE_WHOLE}
    assert found == dict.fromkeys(OF_THE_WHOLE, is_national)
    own = (*OF_THE_UNIT, article.get_url(), "/tim-kiem/?q=trang don vi")
    assert {address: shows(client, address) for address in own} == dict.fromkeys(own, True)
