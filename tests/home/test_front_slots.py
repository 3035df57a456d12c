"""Blocks that other apps put on the front page."""

import pytest
from django.utils import timezone

from home import front_slots
from home.front_slots import FrontBlock
from home.models import HomePage
from home.queries import front_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def register():
    """Register blocks and take them away again."""
    names = []

    def add(name: str, order: int, content):
        names.append(name)
        front_slots.register(FrontBlock(name, order, f"x/{name}.html", lambda **asked: content))

    yield add
    for name in names:
        front_slots.unregister(name)


def names() -> list[str]:
    home = HomePage.objects.get(locale__language_code="vi")
    return [block["name"] for block in front_page(page=home, moment=timezone.now())["slots"]]


def test_blocks_stand_in_their_order_and_empty_ones_not_at_all(register):
    register("polls", 20, ["a"])
    register("questions", 10, ["b"])
    register("documents", 30, [])
    assert [name for name in names() if name in ("polls", "questions", "documents")] == [
        "questions",
        "polls",
    ]


def test_the_same_name_again_replaces_a_block(register):
    register("polls", 20, ["a"])
    register("polls", 20, ["b"])
    home = HomePage.objects.get(locale__language_code="vi")
    blocks = front_page(page=home, moment=timezone.now())["slots"]
    assert [block["content"] for block in blocks if block["name"] == "polls"] == [["b"]]


def test_a_block_is_loaded_for_the_page_and_the_moment():
    asked = {}
    moment = timezone.now()
    front_slots.register(FrontBlock("polls", 1, "x.html", lambda **values: asked.update(values)))
    try:
        home = HomePage.objects.get(locale__language_code="vi")
        front_page(page=home, moment=moment)
    finally:
        front_slots.unregister("polls")
    assert asked == {"page": home, "request": None, "moment": moment}
