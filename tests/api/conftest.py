"""Two units with their people: what the API may show of one must not show of the other."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from articles.models import Topic
from factories.api import FIRST_MORNING, Caller
from factories.portal import make_article, make_image, make_unit, make_user


@pytest.fixture
def unit_a(db):
    """A provincial federation."""
    return make_unit("LDLD-A", name="Liên đoàn Lao động tỉnh A")


@pytest.fixture
def unit_b(db):
    """Another one, whose drafts must stay its own."""
    return make_unit("LDLD-B", name="Liên đoàn Lao động tỉnh B")


@pytest.fixture
def people(unit_a, unit_b):
    """Return the callers of the API by role."""
    accounts = {
        "contributor": make_user(unit=unit_a, role="contributor", username="phong-vien-a"),
        "chief": make_user(unit=unit_a, role="chief_editor", username="tong-bien-tap-a"),
        "stranger": make_user(unit=unit_b, role="contributor", username="phong-vien-b"),
        "chief_b": make_user(unit=unit_b, role="chief_editor", username="tong-bien-tap-b"),
        "desk": make_user(portal_role="news_desk_editor", username="ban-tin"),
        "other_desk": make_user(portal_role="thematic_desk_editor", username="ban-chuyen-de"),
    }
    callers = {name: Caller(user) for name, user in accounts.items()}
    return SimpleNamespace(accounts=SimpleNamespace(**accounts), **callers)


@pytest.fixture
def reader(db):
    """Somebody without a token."""
    return Caller()


@pytest.fixture
def topic(db):
    """A topic."""
    return Topic.objects.create(name_vi="Chăm lo Tết", name_en="New Year care")


@pytest.fixture
def make_news():
    """Return a function that makes `number` live news items of a unit, an hour apart."""

    def make(unit, *, number: int = 1, **fields):
        return [
            make_article(
                "news",
                unit,
                title=fields.get("title") or f"Tin số {position}",
                published_at=FIRST_MORNING + timedelta(hours=position),
                **{key: value for key, value in fields.items() if key != "title"},
            )
            for position in range(number)
        ]

    return make


@pytest.fixture
def illustrated(unit_a, topic):
    """A live news item with a cover whose card sizes are made."""
    from core.renditions import make_renditions

    cover = make_image(unit_a)
    page = make_article(
        "news",
        unit_a,
        title="Công đoàn tặng quà công nhân",
        cover=cover,
        topics=[topic],
        published_at=FIRST_MORNING,
    )
    make_renditions(cover=cover, pictures=[])
    return page
