"""Begin, send, review, update: the way of a page into English, and every refusal on it."""

import pytest
from django.utils.translation import override
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, TranslationLog

from articles.english import services
from articles.english.services import send_translation, start_translation, update_translation
from articles.errors import SubmissionRefused
from articles.models import Contribution
from factories.portal import make_article, make_image, make_user, section_of
from factories.translating import (
    decide,
    english,
    fresh,
    publish,
    translate,
    translation_of,
    write_parts,
)
from units.enums import PortalRole
from units.models import AboutPage

pytestmark = pytest.mark.django_db

REPORT = "/admin/english-pages/"


@pytest.fixture
def piece(unit):
    """Return a live piece, published an hour ago."""
    page = make_article("news", unit, title="Công đoàn thăm công nhân")
    publish(page, hours=-1)
    return fresh(page)


def write_new_parts(page) -> None:
    """Translate what has no translation yet, as after an update."""
    before = set(StringTranslation.objects.values_list("pk", "data"))
    write_parts(page)
    for pk, data in before:
        StringTranslation.objects.filter(pk=pk).update(data=data)
    StringTranslation.objects.filter(data="English of lead").exclude(
        pk__in=[pk for pk, _data in before]
    ).update(data="The new lead.")


@pytest.fixture
def desk_editor():
    return make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)


def post(client, page, step, **data):
    """Take a step and return what is said on the next screen."""
    response = client.post(f"{REPORT}{page.pk}/{step}/", data, follow=True)
    assert response.status_code == 200
    return response.redirect_chain, [str(one).strip() for one in response.context["messages"]]


class TestBegin:
    def test_makes_a_draft_below_the_english_section_and_opens_it(
        self, client_of, unit, piece, chief
    ):
        chain, _texts = post(client_of(chief), piece, "translate")
        page = english(piece)
        assert chain == [(f"/admin/pages/{page.pk}/edit/", 302)]
        assert not page.live
        assert page.get_parent().translation_key == section_of(unit, "news").translation_key
        assert translation_of(piece).enabled

    def test_a_second_click_finds_the_first_draft(self, client_of, piece, chief):
        client = client_of(chief)
        chains = {post(client, piece, "translate")[0][0] for _click in range(2)}
        assert len(chains) == 1
        assert Page.objects.filter(translation_key=piece.translation_key).count() == 2

    def test_wagtail_localize_s_own_form_publishes_nothing_either(
        self, client_of, piece, administrator
    ):
        """Half of the page would be Vietnamese."""
        locale = english_locale_id()
        client_of(administrator).post(
            f"/admin/localize/submit/page/{piece.pk}/", {"locales": [locale]}
        )
        assert not english(piece).live

    def test_says_when_the_page_cannot_be_made(self, piece, chief, monkeypatch):
        monkeypatch.setattr(
            services.TranslationCreator, "create_translations", lambda *args, **kwargs: None
        )
        for language, text in (
            ("vi", "Không tạo được trang tiếng Anh."),
            ("en", "The English page could not be made."),
        ):
            with override(language), pytest.raises(SubmissionRefused, match=text):
                start_translation(page=piece, user=chief)

    def test_get_changes_nothing(self, client_of, piece, chief):
        for step in ("translate", "update", "send"):
            assert client_of(chief).get(f"{REPORT}{piece.pk}/{step}/").status_code == 405

    def test_forms_of_other_sites_change_nothing(self, piece, chief):
        from django.conf import settings
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        client.force_login(chief, backend=settings.AUTHENTICATION_BACKENDS[-1])
        for step in ("translate", "update", "send"):
            assert client.post(f"{REPORT}{piece.pk}/{step}/").status_code == 403

    def test_strange_addresses_to_come_back_to_are_ignored(self, client_of, unit, piece, chief):
        translate(piece, chief)
        response = client_of(chief).post(
            f"{REPORT}{piece.pk}/send/", {"next": "https://example.com/"}
        )
        assert response.url == f"{REPORT}{unit.code}/"


def english_locale_id() -> int:
    from wagtail.models import Locale

    return Locale.objects.get(language_code="en").pk


def test_the_whole_way_to_readers(client_of, unit, piece, chief, desk_editor, client):
    page = translate(piece, chief)
    chain, texts = post(client_of(chief), piece, "send", next=f"{REPORT}{unit.code}/?state=draft")
    assert chain == [(f"{REPORT}{unit.code}/?state=draft", 302)]
    assert texts == ["Bản tiếng Anh của “Công đoàn thăm công nhân” đã gửi, đang chờ duyệt."]

    page = fresh(page)
    assert page.current_workflow_state.status == "in_progress"
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.lead) == ("English of title", "English of lead")
    assert (page.title, page.live) == (piece.title, False)
    assert Contribution.objects.get(page=page).is_translation
    assert TranslationLog.objects.filter(revision=page.latest_revision).exists()
    # The ordinary editor opens for those who review, and the text is kept.
    assert not translation_of(piece).enabled
    assert StringTranslation.objects.filter(data="English of lead").exists()
    text = client_of(chief).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'name="title"' in text

    assert not decide(page, chief).live
    page = decide(page, desk_editor)
    assert page.live
    assert page.slug == "english-of-title"
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    assert "English of lead" in answer.content.decode()
    assert piece.lead not in answer.content.decode()


class TestSend:
    def test_a_half_translated_text_is_refused(self, client_of, piece, chief):
        translate(piece, chief, parts=1)
        for language, text in (
            ("vi", "Còn 2 đoạn chưa dịch."),
            ("en", "2 parts are not translated yet."),
        ):
            _chain, texts = post(client_of(chief, language), piece, "send")
            assert texts == [text]
        page = english(piece)
        assert translation_of(piece).enabled
        assert page.current_workflow_state is None
        assert "English of title" not in page.get_latest_revision_as_object().title

    def test_one_missing_part_in_english(self, piece, chief):
        page = translate(piece, chief, parts=2)
        with (
            override("en"),
            pytest.raises(SubmissionRefused, match=r"^1 part is not translated yet\.$"),
        ):
            send_translation(page=page, user=chief)

    def test_a_part_with_an_error_is_missing(self, piece, chief):
        page = translate(piece, chief)
        StringTranslation.objects.filter(data="English of lead").update(has_error=True)
        with override("vi"), pytest.raises(SubmissionRefused, match="Còn 1 đoạn chưa dịch"):
            send_translation(page=page, user=chief)

    def test_a_second_click_says_that_it_waits(self, client_of, piece, chief):
        translate(piece, chief)
        post(client_of(chief), piece, "send")
        revisions = english(piece).revisions.count()
        for language, text in (
            ("vi", "Bài này đang chờ duyệt rồi."),
            ("en", "This piece waits for review already."),
        ):
            _chain, texts = post(client_of(chief, language), piece, "send")
            assert texts == [text]
        assert english(piece).revisions.count() == revisions
        assert Contribution.objects.filter(page=english(piece)).count() == 1

    def test_all_that_a_piece_lacks_is_said(self, client_of, unit, chief):
        piece = make_article("news", unit, declares_safe=False, genre=None)
        translate(piece, chief)
        for language, wanted in (
            ("vi", {"Hãy chọn thể loại.", "Hãy xác nhận lời cam đoan trước khi gửi bài."}),
            ("en", {"Choose a genre.", "Confirm the declaration before you submit the piece."}),
        ):
            _chain, texts = post(client_of(chief, language), piece, "send")
            assert set(texts) == wanted
        assert translation_of(piece).enabled
        assert english(piece).current_workflow_state is None

    def test_a_text_that_does_not_fit_is_refused_with_the_reason(self, piece, chief):
        page = translate(piece, chief)
        StringTranslation.objects.filter(data="English of title").update(data="x" * 256)
        with pytest.raises(SubmissionRefused) as refusal:
            send_translation(page=page, user=chief)
        assert set(refusal.value.messages) == {"title"}
        assert translation_of(piece).enabled

    def test_who_may_not_edit_may_not_send(self, piece, chief, contributor):
        page = translate(piece, chief)
        for language, text in (
            ("vi", "Bạn không được gửi bài này."),
            ("en", "You may not send this piece."),
        ):
            with override(language), pytest.raises(SubmissionRefused, match=text):
                send_translation(page=page, user=contributor)

    def test_without_an_english_page_there_is_nothing_to_send(self, client_of, piece, chief):
        assert client_of(chief).post(f"{REPORT}{piece.pk}/send/").status_code == 404

    def test_a_crash_in_the_middle_leaves_what_was(self, piece, chief, monkeypatch):
        page = translate(piece, chief)
        before = page.latest_revision_id

        def crash(**kwargs):
            raise RuntimeError("power cut")

        monkeypatch.setattr(services, "submit_piece", crash)
        with pytest.raises(RuntimeError):
            send_translation(page=page, user=chief)
        page = fresh(page)
        assert translation_of(piece).enabled
        assert (page.latest_revision_id, page.current_workflow_state) == (before, None)
        assert not TranslationLog.objects.filter(revision__isnull=True).exists()

    def test_a_returned_text_is_sent_again_from_the_ordinary_editor(self, piece, chief):
        page = translate(piece, chief)
        state = send_translation(page=page, user=chief)
        decide(page, chief, "reject")
        assert not translation_of(piece).enabled
        again = send_translation(page=fresh(page), user=chief)
        assert again.pk == state.pk
        assert fresh(page).current_workflow_state.status == "in_progress"

    def test_an_about_page_goes_through_its_unit_alone(self, unit, chief):
        about = AboutPage.objects.get(unit=unit, locale__language_code="vi")
        AboutPage.objects.filter(pk=about.pk).update(live=True)
        about = fresh(about)
        page = translate(about, chief)
        state = send_translation(page=page, user=chief)
        with override("vi"), pytest.raises(SubmissionRefused, match="đang chờ duyệt"):
            send_translation(page=page, user=chief)
        decide(page, chief, "reject")
        assert send_translation(page=fresh(page), user=chief).pk == state.pk
        assert decide(page, chief).live

    def test_a_translated_address_is_kept_and_never_taken_twice(self, unit, chief):
        first, second = (make_article("news", unit) for _number in range(2))
        pages = [translate(first, chief), translate(second, chief)]
        for page in pages:
            send_translation(page=page, user=chief)
            publish(page)
        assert [fresh(page).slug for page in pages] == ["english-of-title", "english-of-title-1"]

    def test_pictures_and_authors_are_those_of_the_original(self, unit, chief):
        piece = make_article("thematic", unit, cover=make_image(unit))
        page = translate(piece, chief)
        send_translation(page=page, user=chief)
        draft = fresh(page).get_latest_revision_as_object()
        assert draft.cover == piece.cover
        assert [one.pen_name for one in draft.authors.all()] == ["Hải Yến"]


class TestEditors:
    """wagtail-localize offers its editor again in the ordinary one, also while others review."""

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("vi", "Bài này đang chờ duyệt rồi."),
            ("en", "This piece waits for review already."),
        ],
    )
    def test_a_text_that_waits_stays_where_it_is_reviewed(
        self, client_of, piece, administrator, chief, language, text
    ):
        page = translate(piece, chief)
        send_translation(page=page, user=chief)
        address = f"/admin/pages/{page.pk}/edit/"
        for user in (chief, administrator):
            client = client_of(user, language)
            assert "localize-restart-translation" not in client.get(address).content.decode()
            answer = client.post(address, {"localize-restart-translation": "1"}, follow=True)
            assert text in [str(one).strip() for one in answer.context["messages"]]
        assert not translation_of(piece).enabled

    def test_a_returned_text_may_go_back_into_the_translation_editor(self, client_of, piece, chief):
        page = translate(piece, chief)
        send_translation(page=page, user=chief)
        decide(page, chief, "reject")
        address = f"/admin/pages/{page.pk}/edit/"
        client = client_of(chief)
        assert "localize-restart-translation" in client.get(address).content.decode()
        client.post(address, {"localize-restart-translation": "1"})
        assert translation_of(piece).enabled

    def test_aliases_are_offered_to_portal_administrators_alone(
        self, client_of, piece, administrator, chief
    ):
        page = translate(piece, chief)
        send_translation(page=page, user=chief)
        address = f"/admin/pages/{page.pk}/edit/"
        offered = {
            user: "localize-convert-to-alias" in client_of(user).get(address).content.decode()
            for user in (chief, administrator)
        }
        assert offered == {chief: False, administrator: True}


class TestUpdate:
    @pytest.fixture
    def live(self, piece, chief):
        """Return an English page that readers know, of a piece that has a new lead since."""
        page = translate(piece, chief)
        send_translation(page=page, user=chief)
        publish(page)
        original = fresh(piece)
        original.lead = "Một đoạn sapo mới."
        original.save_revision()
        publish(original, hours=2)
        return fresh(page)

    def test_opens_the_editor_with_what_changed(self, client_of, piece, chief, live):
        chain, texts = post(client_of(chief), piece, "update")
        assert chain == [(f"/admin/pages/{live.pk}/edit/", 302)]
        assert texts == [
            "Trình dịch đã lấy nội dung tiếng Việt hiện tại của “Công đoàn thăm công nhân”."
        ]
        assert translation_of(piece).enabled
        with override("vi"), pytest.raises(SubmissionRefused, match="Còn 1 đoạn chưa dịch"):
            send_translation(page=live, user=chief)

    def test_readers_keep_the_live_page_until_the_update_is_approved(
        self, piece, chief, live, desk_editor, client
    ):
        update_translation(page=piece, user=chief)
        write_parts(piece)
        StringTranslation.objects.filter(data="English of lead").update(data="The new lead.")
        send_translation(page=live, user=chief)
        assert fresh(live).lead == "English of lead"
        assert "The new lead." not in client.get(live.get_url()).content.decode()
        decide(live, chief)
        page = decide(live, desk_editor)
        assert page.lead == "The new lead."
        assert page.slug == live.slug
        assert "The new lead." in client.get(live.get_url()).content.decode()

    def test_what_the_desk_wrote_in_the_ordinary_editor_is_kept(self, piece, chief, live):
        draft = fresh(live)
        draft.title = "Unions & workers"
        draft.body = [
            {"type": "rich_text", "id": one.id, "value": "<p>As the <b>desk</b> put it.</p>"}
            for one in draft.body
        ]
        draft.save_revision()
        publish(draft)

        update_translation(page=piece, user=chief)
        write_new_parts(piece)
        send_translation(page=live, user=chief)

        sent = fresh(live).get_latest_revision_as_object()
        assert (sent.title, sent.lead) == ("Unions & workers", "The new lead.")
        assert "As the <b>desk</b> put it." in str(sent.body)

    def test_a_part_that_the_desk_split_stays_as_it_was_translated(self, piece, chief, live):
        draft = fresh(live)
        draft.body = [
            {"type": "rich_text", "id": one.id, "value": "<p>One.</p><p>Two.</p>"}
            for one in draft.body
        ]
        draft.save_revision()
        update_translation(page=piece, user=chief)
        texts = StringTranslation.objects.filter(context__path__startswith="body")
        assert [one.data for one in texts] == ["English of body"]

    def test_a_new_link_stays_out_of_the_translation(self, piece, chief, live):
        draft = fresh(live)
        value = '<p>See <a href="https://example.com/">this</a>.</p>'
        draft.body = [{"type": "rich_text", "id": one.id, "value": value} for one in draft.body]
        draft.save_revision()
        update_translation(page=piece, user=chief)
        texts = StringTranslation.objects.filter(context__path__startswith="body")
        assert [one.data for one in texts] == ["English of body"]

    def test_nothing_is_updated_while_it_waits(self, client_of, piece, chief, live):
        update_translation(page=piece, user=chief)
        write_parts(piece)
        send_translation(page=live, user=chief)
        for language, text in (
            ("vi", "Bài này đang chờ duyệt rồi."),
            ("en", "This piece waits for review already."),
        ):
            _chain, texts = post(client_of(chief, language), piece, "update")
            assert texts == [text]
        assert not translation_of(piece).enabled

    def test_who_may_not_edit_may_not_update(self, piece, contributor, live):
        for language, text in (
            ("vi", "Bạn không có quyền dịch trang này."),
            ("en", "You may not translate this page."),
        ):
            with override(language), pytest.raises(SubmissionRefused, match=text):
                update_translation(page=piece, user=contributor)

    def test_a_page_without_an_english_one_is_begun(self, piece, chief):
        assert update_translation(page=piece, user=chief) == english(piece).page_ptr

    def test_a_page_made_by_hand_comes_into_the_editor(self, piece, chief):
        from factories.portal import make_english

        page = make_english(piece)
        update_translation(page=piece, user=chief)
        assert translation_of(piece).enabled
        assert fresh(page).title == page.title
