"""No page takes an address that the portal itself answers."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils.translation import override
from wagtail.models import Page

from core.reserved import is_reserved
from factories.portal import make_article, make_unit
from units.models import AboutPage
from units.services.provisioning import national_home

HOME, DEEPER = 2, 4


def routes(patterns) -> Iterator[str]:
    """Yield the addresses of patterns, those of included ones without a folder among them."""
    for pattern in patterns:
        route = str(pattern.pattern)
        if route in ("", "en/") and hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns)
        else:
            yield route


def first_folders() -> set[str]:
    """Return the first folder of every address that is not a page's."""
    folders = {route.split("/")[0] for route in routes(get_resolver().url_patterns)}
    return {name for name in folders if name.replace("-", "").isalpha()}


def test_every_folder_of_the_portal_is_reserved_below_a_home() -> None:
    folders = first_folders()

    assert {"admin", "api", "tim-kiem", "chu-de"} <= folders
    assert {name for name in folders if not is_reserved(name, parent_depth=HOME)} == set()


@pytest.mark.parametrize(
    ("slug", "depth", "reserved"),
    [
        ("feed", DEEPER, True),
        ("luu-tru", DEEPER, True),
        ("chu-de", HOME, True),
        ("chu-de", DEEPER, False),
        ("en", HOME - 1, False),
        ("gioi-thieu", HOME, False),
    ],
)
def test_reserved_by_depth(slug: str, depth: int, reserved: bool) -> None:
    assert is_reserved(slug, parent_depth=depth) is reserved


@pytest.mark.django_db
def test_a_title_never_becomes_a_reserved_address() -> None:
    page = make_article("news", make_unit(), title="Lưu trữ", slug="")

    assert page.slug == "luu-tru-2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("vi", "Cổng thông tin đã dùng địa chỉ “chu-de” ở đây. Hãy chọn địa chỉ khác."),
        ("en", "The portal itself uses the address “chu-de” here. Choose another one."),
    ],
)
def test_a_typed_reserved_address_is_refused(language: str, message: str) -> None:
    home = Page.objects.get(pk=national_home().pk)

    with override(language):
        with pytest.raises(ValidationError) as refusal:
            home.add_child(instance=AboutPage(title="Chủ đề", slug="chu-de"))
        assert refusal.value.message_dict == {"slug": [message]}
