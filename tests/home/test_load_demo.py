"""The demonstration on the real register: enough of it, twice the same, English included."""

import pytest
from django.core.management import CommandError, call_command

from articles.completeness import missing_for_submission
from articles.enums import ArticleFormat, ContributionState, StatementState
from articles.models import ArticlePage, Contribution, Grade, Payee, RoyaltyStatement
from articles.royalties.ledger import check_chain
from core.models import User
from home.models import HomePage
from units.models import Unit, UnitHomePage

pytestmark = pytest.mark.django_db


def test_register_and_demonstration_fill_the_portal_once(
    client, capsys, settings, django_capture_on_commit_callbacks
):
    # Tasks are queued only: making all picture sizes takes minutes and is tested elsewhere.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    call_command("load_units", "units/data/units_2016.csv", "--no-progress")
    assert Unit.objects.count() == 104
    # A translation is published once the transaction is over.
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo", "--no-progress")

    live = ArticlePage.objects.live().filter(is_demonstration=True, locale__language_code="vi")
    assert live.count() >= 40
    assert live.values("unit").distinct().count() >= 20
    for told_in in (ArticleFormat.PHOTO, ArticleFormat.VIDEO):
        pieces = list(live.filter(format=told_in).specific())
        assert len(pieces) == 2
        assert [missing_for_submission(piece) for piece in pieces] == [{}, {}]
        for piece in pieces:
            assert client.get(piece.get_url()).status_code == 200
    states = Contribution.objects.filter(page__is_demonstration=True).values_list("state")
    assert states.filter(state=ContributionState.UNIT_REVIEW).count() == 1
    assert states.filter(state=ContributionState.DESK_REVIEW).count() == 2
    assert Grade.objects.count() >= 20
    assert set(RoyaltyStatement.objects.values_list("state", flat=True)) >= {
        StatementState.DRAWN,
        StatementState.PAID,
    }
    assert check_chain().is_whole
    english = ArticlePage.objects.live().filter(locale__language_code="en").specific()
    assert {page.piece_format for page in english} == set(ArticleFormat)
    for page in english:
        assert page.title.replace("’", "").replace("–", "").isascii()
        assert page.is_demonstration
        assert client.get(page.get_url()).status_code == 200
    assert HomePage.objects.get(locale__language_code="en").tagline

    looks = dict(
        UnitHomePage.objects.exclude(accent="").values_list("unit__slug", "banner__is_public")
    )
    assert looks.keys() >= {"ldld-ha-noi", "ldld-nghe-an", "cd-dien-luc"}
    assert looks["ldld-ha-noi"] is True
    assert looks["cd-dien-luc"] is None

    counted = (ArticlePage, User, Contribution, Grade, RoyaltyStatement, Payee)
    before = [model.objects.count() for model in counted]
    call_command("load_units", "units/data/units_2016.csv", "--no-progress")
    call_command("load_demo", "--no-progress")
    assert before == [model.objects.count() for model in counted]
    call_command("check_units")
    call_command("show_demo_accounts")
    assert "bantin.bientap" in capsys.readouterr().out


def test_demonstration_is_refused_in_production(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_demo", "--no-progress")


def test_demonstration_needs_the_register():
    with pytest.raises(CommandError):
        call_command("load_demo", "--no-progress")
