"""A translated piece is read and paid as its own, and counts for no quota: its original did."""

import importlib

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale

from articles.models import Contribution, NewsPage
from articles.quotas.piece_rows import rows_behind
from articles.quotas.tallies import Measure, read_tallies
from articles.services.contributions import is_translation
from articles.services.submission import submit_piece
from core.weeks import week_of
from factories.portal import make_article, make_english, make_unit, make_user, section_of
from units.enums import UnitRole
from units.services.english import open_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    unit = make_unit()
    open_english()
    return unit


@pytest.fixture
def chief(unit):
    return make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)


def send(page, chief) -> Contribution:
    """Take a piece through its unit to its desk."""
    submit_piece(page=page, user=chief)
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, chief, "approve")
    return Contribution.objects.get(page=page)


def draft_in_english(page):
    """Return the English draft of a piece."""
    english = make_english(page)
    english.live = False
    english.save()
    english.save_revision()
    return english


def test_translation_counts_for_no_quota_and_says_so(unit, chief) -> None:
    original = make_article("news", unit, live=False)
    first, second = send(original, chief), send(draft_in_english(original), chief)
    week = week_of(timezone.now())

    assert [first.is_translation, second.is_translation] == [False, True]
    tally = read_tallies(weeks=[week])[(Measure.SENT, unit.pk, week)]
    assert tally.counted(None) == 1
    with override("vi"):
        rows = rows_behind(unit=unit, week=week, measure=Measure.SENT, rule=None, user=chief)
    assert [row.why_not for row in rows] == ["", "Đây là bản dịch: bản gốc đã được tính."]


def test_the_first_written_is_the_original_in_whatever_language(unit) -> None:
    english = Locale.objects.get(language_code="en")
    section = section_of(unit, "news").get_translation(english)
    original = NewsPage(title="An English original", lead="Lead.", live=False)
    section.add_child(instance=original)

    vietnamese = original.copy_for_translation(Locale.objects.get(language_code="vi"))

    assert not is_translation(original)
    assert is_translation(vietnamese)


def test_migration_marks_what_was_translated_before(unit, chief) -> None:
    original = make_article("news", unit, live=False)
    first, second = send(original, chief), send(draft_in_english(original), chief)
    Contribution.objects.update(is_translation=False)

    importlib.import_module("articles.migrations.0016_translations_apart").mark(apps, None)

    marked = Contribution.objects.filter(is_translation=True)
    assert list(marked) == [second]
    assert first not in marked
