"""A machine translator is offered where settings name one, each unit on its own pages only."""

import json
import re
from html import unescape

import pytest
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from articles.english.queries import progress_of
from factories.portal import make_article, make_user
from factories.translating import english, publish, translate, translation_of
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db

REPORT = "/admin/english-pages/"


class Shouting(BaseMachineTranslator):
    """Translates into capitals."""

    display_name = "Shouting"

    def translate(self, source_locale, target_locale, strings):
        return {string: StringValue(string.data.upper()) for string in strings}

    def can_translate(self, source_locale, target_locale):
        return (source_locale.language_code, target_locale.language_code) == ("vi", "en")


@pytest.fixture
def translator(settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.Shouting"}


@pytest.fixture
def piece(unit):
    page = make_article("news", unit)
    publish(page, hours=-1)
    return page


def address_of(page) -> str:
    return f"/admin/localize/translate/{translation_of(page).pk}/machine_translate/"


def offered(client, page) -> dict | None:
    """Return what the translation editor is told of a machine translator."""
    text = client.get(f"/admin/pages/{english(page).pk}/edit/").content.decode()
    [props] = re.findall(r'data-props="([^"]*)"', text)
    return json.loads(unescape(props))["machineTranslator"]


def test_none_is_offered_by_default(client_of, piece, chief):
    translate(piece, chief, parts=1)
    client = client_of(chief)
    assert offered(client, piece) is None
    assert client.post(address_of(piece)).status_code == 404


def test_the_editor_offers_it_and_marks_what_it_wrote(client_of, unit, piece, chief, translator):
    translate(piece, chief, parts=1)
    client = client_of(chief)
    assert offered(client, piece) == {"name": "Shouting", "url": address_of(piece)}

    client.post(address_of(piece), {"next": "/admin/"})

    lead = StringTranslation.objects.get(data=piece.lead.upper())
    assert (lead.translation_type, lead.tool_name, lead.last_translated_by) == (
        StringTranslation.TRANSLATION_TYPE_MACHINE,
        "Shouting",
        chief,
    )
    assert "Shouting" in lead.get_comment()
    # What a person wrote stays a person's.
    assert StringTranslation.objects.get(data="English of title").translation_type == "manual"
    progress = progress_of([piece.translation_key])[piece.translation_key]
    assert (progress.total, progress.done, progress.machine) == (3, 3, 2)
    text = client.get(f"{REPORT}{unit.code}/").content.decode()
    assert "2 đoạn do máy dịch: hãy đọc lại trước khi gửi." in text


def test_one_unit_cannot_use_it_on_another_s_text(
    client_of, piece, chief, other_unit, contributor, translator
):
    translate(piece, chief, parts=1)
    strangers = [
        make_user(unit=other_unit, role=UnitRole.CHIEF_EDITOR),
        make_user(portal_role=PortalRole.NEWS_DESK_EDITOR),
        make_user(portal_role=PortalRole.OFFICE),
        contributor,
    ]
    for user in strangers:
        assert client_of(user).post(address_of(piece)).status_code == 404
    assert not StringTranslation.objects.filter(translation_type="machine").exists()


def test_it_writes_nothing_by_a_link(client_of, piece, chief, translator):
    translate(piece, chief, parts=1)
    assert client_of(chief).get(address_of(piece)).status_code == 405
    assert not StringTranslation.objects.filter(translation_type="machine").exists()
