"""The report of translations: each state, figures, search, files, and the walls between units."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from articles.english.queries import figures_by_unit, translatable_pages
from articles.english.services import send_translation
from articles.english.states import EnglishState
from core.models import User
from factories.bulk import copy_live
from factories.portal import make_article, make_english, make_unit, make_user
from factories.translating import english, publish, translate
from units.enums import PortalRole, UnitRole
from units.models import AboutPage
from units.services.english import open_english

pytestmark = pytest.mark.django_db

REPORT = "/admin/english-pages/"


def list_of(unit) -> str:
    return f"{REPORT}{unit.code}/"


def state_of(page: Page) -> str:
    return translatable_pages().get(pk=page.pk).state


def cells(response) -> list[tuple]:
    return list(load_workbook(BytesIO(response.content)).active.values)


@pytest.fixture
def piece(unit):
    """Return a live piece, published an hour ago."""
    page = make_article("news", unit, title="Công đoàn thăm công nhân")
    publish(page, hours=-1)
    return page


class TestStates:
    def test_a_page_without_an_english_one_is_missing(self, piece):
        assert state_of(piece) == EnglishState.MISSING

    def test_a_begun_translation_is_in_preparation(self, piece, chief):
        translate(piece, chief, parts=1)
        assert state_of(piece) == EnglishState.DRAFT

    def test_a_sent_translation_waits(self, piece, chief):
        send_translation(page=translate(piece, chief), user=chief)
        assert state_of(piece) == EnglishState.REVIEW

    def test_a_returned_translation_is_in_preparation_again(self, piece, chief):
        page = translate(piece, chief)
        state = send_translation(page=page, user=chief)
        task = state.current_task_state
        task.task.specific.on_action(task, chief, "reject", comment="Sửa tít.")
        assert state_of(piece) == EnglishState.DRAFT

    def test_a_published_translation_is_up_to_date(self, piece, chief):
        publish(translate(piece, chief))
        assert state_of(piece) == EnglishState.CURRENT

    def test_published_again_after_the_text_was_taken_over(self, piece, chief):
        page = translate(piece, chief)
        publish(page, hours=3)
        publish(piece, hours=2)
        assert state_of(piece) == EnglishState.STALE

    def test_published_again_after_the_english_page(self, piece):
        """A page that was made without the translation editor counts as well."""
        page = make_english(piece)
        Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
        assert state_of(piece) == EnglishState.CURRENT
        publish(piece, hours=2)
        assert state_of(piece) == EnglishState.STALE

    def test_an_update_that_waits_counts_once(self, piece, chief):
        page = translate(piece, chief)
        publish(page)
        publish(piece, hours=2)
        send_translation(page=english(piece), user=chief)
        assert state_of(piece) == EnglishState.REVIEW

    def test_an_alias_is_no_translation(self, piece):
        from wagtail.models import Locale

        piece.copy_for_translation(
            Locale.objects.get(language_code="en"), copy_parents=True, alias=True
        )
        assert state_of(piece) == EnglishState.MISSING

    def test_about_pages_count_and_drafts_and_closed_pages_do_not(self, unit):
        make_article("news", unit, live=False)
        closed = make_article("news", unit)
        closed.view_restrictions.create(restriction_type="login")
        shown = translatable_pages(unit_id=unit.pk)
        assert [type(page.specific) for page in shown] == [AboutPage]


def test_figures_add_up(unit, chief):
    pages = [make_article("news", unit) for _number in range(4)]
    for page in pages:
        publish(page, hours=-1)
    translate(pages[0], chief, parts=1)
    translate(pages[1], chief, parts=2)
    publish(translate(pages[2], chief))

    figures = figures_by_unit([unit.pk])[unit.pk]

    assert figures.counts == {"draft": 2, "current": 1, "missing": 2}
    assert figures.total == 5
    assert (figures.progress.done, figures.progress.percent) == (
        3,
        3 * 100 // figures.progress.total,
    )


class TestScreens:
    def test_chief_editor_finds_the_own_unit_with_links(self, client_of, unit, piece, chief):
        text = client_of(chief).get(REPORT).content.decode()
        assert unit.name_vi in text
        assert f'href="{list_of(unit)}?state=missing"' in text
        assert reverse("english_pages") in client_of(chief).get("/admin/").content.decode()

    def test_contributor_reads_and_does_not_act(self, client_of, unit, piece, contributor):
        client = client_of(contributor)
        assert client.get(REPORT).status_code == 200
        text = client.get(list_of(unit)).content.decode()
        assert piece.title in text
        assert f"/{piece.pk}/translate/" not in text
        assert client.post(f"{REPORT}{piece.pk}/translate/").status_code == 404

    @pytest.mark.parametrize(
        ("state", "parts", "step"),
        [
            ("missing", 0, "translate"),
            ("draft", 1, "edit"),
            ("draft", None, "send"),
            ("stale", None, "update"),
        ],
    )
    def test_each_page_offers_its_next_step(
        self, client_of, unit, piece, chief, state, parts, step
    ):
        if state != "missing":
            translate(piece, chief, parts=parts)
        if state == "stale":
            publish(english(piece))
            publish(piece, hours=2)
        text = client_of(chief).get(f"{list_of(unit)}?state={state}").content.decode()
        address = (
            reverse("wagtailadmin_pages:edit", args=[english(piece).pk])
            if step == "edit"
            else f"{REPORT}{piece.pk}/{step}/"
        )
        assert address in text

    def test_search_finds_words_with_and_without_marks(self, client_of, unit, piece, chief):
        make_article("news", unit, title="Hội thao toàn ngành")
        client = client_of(chief)
        for query in ("cong nhan", "CÔNG NHÂN", "nhân thăm"):
            text = client.get(list_of(unit), {"q": query}).content.decode()
            assert "Công đoàn thăm công nhân" in text, query
            assert "Hội thao" not in text, query

    def test_a_wrong_state_is_no_state(self, client_of, unit, piece, chief):
        response = client_of(chief).get(list_of(unit), {"state": "x", "page": "nhất"})
        assert response.status_code == 200
        assert piece.title in response.content.decode()

    def test_long_lists_have_pages_that_keep_the_filter(self, client_of, unit, chief):
        for number in range(32):
            make_article("news", unit, title=f"Bài dài số {number}")
        text = client_of(chief).get(list_of(unit), {"q": "bài dài"}).content.decode()
        assert "q=b%C3%A0i+d%C3%A0i&amp;page=2" in text
        last = client_of(chief).get(list_of(unit), {"q": "bài dài", "page": 2})
        assert last.content.decode().count("Bài dài số") == 2 * 2  # link and label of its button

    def test_files_hold_the_same(self, client_of, unit, piece, chief):
        client = client_of(chief)
        report = cells(client.get(f"{REPORT}export/"))
        pages = cells(client.get(f"{list_of(unit)}export/", {"q": "thăm"}))
        assert report[0][:2] == ("Đơn vị", "Trang tiếng Việt")
        assert report[1][0] == unit.name_vi
        assert report[1][1] == 2
        assert [row[0] for row in pages] == ["Tiêu đề", piece.title]
        assert pages[1][2] == "Chưa dịch"

    def test_titles_never_run_as_formulas(self, client_of, unit, chief):
        make_article("news", unit, title='=HYPERLINK("http://x.vn")')
        response = client_of(chief).get(f"{list_of(unit)}export/", {"state": "missing"})
        sheet = load_workbook(BytesIO(response.content)).active
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value}
        assert "f" not in kinds

    @pytest.mark.parametrize(("language", "word"), [("vi", "Chưa dịch"), ("en", "Not translated")])
    def test_words_are_in_the_reader_s_language(self, client_of, unit, chief, language, word):
        client = client_of(chief, language)
        for address in (REPORT, list_of(unit)):
            assert word in client.get(address).content.decode()


class TestWalls:
    def test_another_unit_is_nowhere(self, client_of, unit, other_unit, chief):
        foreign = make_article("news", other_unit, title="Chuyện riêng của họ")
        client = client_of(chief)
        text = client.get(REPORT).content.decode()
        assert other_unit.name_vi not in text
        for address in (list_of(other_unit), f"{list_of(other_unit)}export/"):
            assert client.get(address).status_code == 404
        assert "Chuyện riêng" not in client.get(list_of(unit), {"q": "chuyện"}).content.decode()
        assert all(row[0] != other_unit.name_vi for row in cells(client.get(f"{REPORT}export/")))
        for step in ("translate", "update", "send"):
            assert client.post(f"{REPORT}{foreign.pk}/{step}/").status_code == 404, step
        assert state_of(foreign) == EnglishState.MISSING

    def test_what_does_not_exist_looks_the_same(self, client_of, other_unit, chief):
        client = client_of(chief)
        foreign, absent = client.get(list_of(other_unit)), client.get(f"{REPORT}KHONG-CO/")
        assert (foreign.status_code, foreign.content) == (404, absent.content)

    def test_a_contributor_elsewhere_translates_there_nothing(self, client_of, other_unit, chief):
        from units.services.memberships import grant_role

        grant_role(user=chief, unit=other_unit, role=UnitRole.CONTRIBUTOR)
        foreign = make_article("news", other_unit)
        client = client_of(User.objects.get(pk=chief.pk))
        assert client.get(list_of(other_unit)).status_code == 200
        assert client.post(f"{REPORT}{foreign.pk}/translate/").status_code == 404

    @pytest.mark.parametrize(
        "role", [PortalRole.OFFICE, PortalRole.NEWS_DESK_EDITOR, PortalRole.NEWS_EDITOR_IN_CHIEF]
    )
    def test_overseers_read_all_units_and_act_on_none(
        self, client_of, unit, other_unit, piece, chief, role
    ):
        translate(piece, chief, parts=1)
        client = client_of(make_user(portal_role=role))
        text = client.get(REPORT).content.decode()
        assert unit.name_vi in text
        assert other_unit.name_vi in text
        listed = client.get(list_of(unit)).content.decode()
        assert piece.title in listed
        assert f"/admin/pages/{english(piece).pk}/edit/" not in listed
        assert client.post(f"{REPORT}{piece.pk}/send/").status_code == 404

    def test_titles_of_drafts_are_shown_to_nobody(self, client_of, unit, piece):
        piece.title = "Tít còn giữ kín"
        piece.save_revision()
        text = client_of(make_user(portal_role=PortalRole.OFFICE)).get(list_of(unit)).content
        assert "giữ kín" not in text.decode()

    @pytest.mark.parametrize(
        "fields", [{"portal_role": PortalRole.FINANCE}, {"role": UnitRole.ADMINISTRATOR}]
    )
    def test_who_does_not_write_finds_nothing(self, client_of, unit, fields):
        user = make_user(**(fields | ({"unit": unit} if "role" in fields else {})))
        client = client_of(user)
        assert client.get(REPORT).status_code == 404
        assert client.get(list_of(unit)).status_code == 404
        assert REPORT not in client.get("/admin/").content.decode()

    def test_strangers_are_sent_to_log_in(self, client):
        assert client.get(REPORT).url.startswith("/admin/login/")


@pytest.mark.parametrize("address", [REPORT, f"{REPORT}export/"])
def test_any_number_of_units_and_pages_takes_the_same_queries(
    client_of, administrator, count_queries, unit, chief, address
):
    client = client_of(administrator)
    first = make_article("news", unit, published_at=timezone.now())
    translate(first, chief, parts=1)
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for _number in range(2):
        other = make_unit()
        open_english()
        translate(make_article("news", other), chief, parts=2)
    assert count_queries(lambda: client.get(address)) == one
    copy_live(first, number=300)
    assert count_queries(lambda: client.get(address)) == one


@pytest.mark.parametrize("suffix", ["", "export/", "?q=bài", "?state=missing"])
def test_any_number_of_pages_of_a_unit_takes_the_same_queries(
    client_of, count_queries, unit, chief, suffix
):
    client, address = client_of(chief), f"{list_of(unit)}{suffix}"
    first = make_article("news", unit, title="Bài đầu", published_at=timezone.now())
    translate(first, chief, parts=1)
    make_article("news", unit, title="Bài chưa dịch")
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for number in range(3):
        translate(make_article("news", unit, title=f"Bài {number}"), chief, parts=number)
    assert count_queries(lambda: client.get(address)) == one
    copy_live(first, number=300)
    assert count_queries(lambda: client.get(address)) == one
