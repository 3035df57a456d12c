"""Links of stored text in bulk, to what readers may open."""

import pytest
from django.utils import translation

from core.rich_text import expand_all
from factories.portal import make_article, make_document, make_unit
from home.models import HomePage

pytestmark = pytest.mark.django_db


def link(pk: object) -> str:
    return f'<p><a linktype="page" id="{pk}">đọc</a></p>'


def test_links_of_many_texts_cost_one_query(django_assert_num_queries) -> None:
    unit = make_unit("MOT")
    pages = [make_article("news", unit) for _number in range(3)]
    texts = [link(page.pk) for page in pages]
    expand_all(texts[:1])

    with django_assert_num_queries(1):
        found = expand_all(texts)

    assert found == [f'<p><a href="{page.get_url()}">đọc</a></p>' for page in pages]


def test_link_to_a_draft_keeps_only_its_words() -> None:
    draft = make_article("news", make_unit(), live=False)

    assert expand_all([link(draft.pk), link(999_999), link("x")]) == ["<p><a>đọc</a></p>"] * 3


def test_link_leads_to_the_translation_in_the_active_language() -> None:
    home = HomePage.objects.get(locale__language_code="vi")

    with translation.override("en"):
        assert expand_all([link(home.pk)]) == ['<p><a href="/en/">đọc</a></p>']

    HomePage.objects.filter(locale__language_code="en").update(live=False)
    with translation.override("en"):
        assert expand_all([link(home.pk)]) == ['<p><a href="/">đọc</a></p>']


def test_document_links_and_plain_text_come_back_in_order() -> None:
    document = make_document(make_unit())
    text = f'<p><a linktype="document" id="{document.pk}">tải</a></p>'

    assert expand_all(["<p>một</p>", text, ""]) == [
        "<p>một</p>",
        f'<p><a href="{document.url}">tải</a></p>',
        "",
    ]
    assert expand_all([]) == []
