"""The demonstration on the real register: enough of it, twice the same, English included."""

import pytest
from django.core.management import CommandError, call_command

from articles.enums import ContributionState
from articles.models import ArticlePage, Contribution
from core.models import User
from home.models import HomePage
from units.models import Unit

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
    waiting = Contribution.objects.filter(state=ContributionState.UNIT_REVIEW)
    assert waiting.count() == 3
    english = ArticlePage.objects.live().get(locale__language_code="en")
    assert english.title.startswith("Ha Noi")
    assert english.is_demonstration
    assert client.get(english.get_url()).status_code == 200
    assert HomePage.objects.get(locale__language_code="en").tagline

    before = (ArticlePage.objects.count(), User.objects.count(), Contribution.objects.count())
    call_command("load_units", "units/data/units_2016.csv", "--no-progress")
    call_command("load_demo", "--no-progress")
    after = (ArticlePage.objects.count(), User.objects.count(), Contribution.objects.count())
    assert before == after
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
