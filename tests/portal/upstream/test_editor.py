"""The Vietnamese reaches the editor: its script, its panels and its dates."""

import datetime as dt

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from factories.portal import make_unit, make_user
from units.enums import UnitRole
from units.services.provisioning import unit_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    """Return the client of a chief editor and the home of the editor's unit."""
    unit = make_unit()
    client.force_login(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    return client, unit_home(unit)


def test_our_own_words_come_before_those_for_packages():
    own, upstream = settings.LOCALE_PATHS
    assert (own.parts[-2:], upstream.parts[-2:]) == (("portal", "locale"), ("upstream", "locale"))


def test_the_script_of_the_editor_is_in_vietnamese(editor):
    client, _home = editor
    answer = client.get(reverse("wagtailadmin_javascript_catalog"))
    assert answer.status_code == 200
    for english, vietnamese in {
        "Page explorer": "Cây trang",
        "Broken link": "Liên kết hỏng",
        "Download PO file": "Tải tệp PO về",
        "%(num)s error": "%(num)s lỗi",
    }.items():
        assert _as_script(english) in answer.text
        assert _as_script(vietnamese) in answer.text


def test_the_explorer_is_in_vietnamese(editor):
    client, home = editor
    text = client.get(reverse("wagtailadmin_explore", args=[home.pk])).text
    assert "Thêm trang con" in text
    assert "Add child page" not in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_checks_panel_shows_no_score_of_readability(language):
    with translation.override(language):
        text = render_to_string("wagtailadmin/shared/side_panels/checks.html", {})
        reading_time = translation.gettext("Reading time")
    assert "data-content-readability-score" not in text
    assert "data-content-word-count" in text
    assert "data-content-reading-time" in text
    assert "238" in text
    assert reading_time in text


def test_dates_are_typed_day_first_in_the_editor():
    moment = dt.datetime(2026, 3, 5, 8, 30)
    with translation.override("vi"):
        assert AdminDateInput().format_value(moment.date()) == "05/03/2026"
        assert AdminDateTimeInput().format_value(moment) == "05/03/2026 08:30"


def test_pickers_of_the_editor_write_what_the_form_reads():
    with translation.override("vi"):
        for widget, typed, meant in (
            (AdminDateInput(), "05/03/2026", dt.datetime(2026, 3, 5)),
            (AdminDateTimeInput(), "05/03/2026 08:30", dt.datetime(2026, 3, 5, 8, 30)),
        ):
            assert dt.datetime.strptime(typed, widget.format) == meant
            assert "d/m/Y" in str(widget.get_config())


def _as_script(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00")
