"""The form of a piece: what it offers to whom, and what a draft and a reviewer may do."""

import pytest

from articles.completeness import MESSAGES, missing_for_submission
from articles.models import ArticleAuthor, NewsPage, NoticePage, ThematicPage
from factories.portal import make_article, make_image, make_unit, make_user
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make_unit()


def form_of(page, user):
    """Return the unbound form of the editor."""
    form_class = type(page).get_edit_handler().get_form_class()
    return form_class(instance=page, for_user=user)


def offered_accounts(page, user) -> set:
    """Return the accounts that a row of authors offers."""
    rows = form_of(page, user).formsets["authors"]
    return set((rows.forms or [rows.empty_form])[0].fields["user"].queryset)


def test_rows_of_authors_offer_active_colleagues_only(unit):
    writer = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    chief = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    make_user(unit=unit, role=UnitRole.CONTRIBUTOR, is_active=False)
    make_user(unit=make_unit(), role=UnitRole.CONTRIBUTOR)
    assert offered_accounts(NewsPage(), writer) == {writer, chief}


def test_desk_keeps_the_account_that_stands_there(unit):
    writer = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    page = make_article("news", unit, live=False)
    page.authors = [ArticleAuthor(pen_name="Hải Yến", share=100, user=writer)]
    page.save()
    desk = make_user(portal_role=PortalRole.NEWS_DESK_EDITOR)
    assert offered_accounts(page, desk) == {writer}


@pytest.mark.parametrize(
    ("model", "needed"),
    [
        (NewsPage, {"title", "lead", "genre", "declares_safe"}),
        (NoticePage, {"title", "lead", "declares_safe"}),
        (
            ThematicPage,
            {"title", "lead", "genre", "declares_safe", "cover"}
            | {"cover_alt", "cover_caption", "cover_credit"},
        ),
    ],
)
def test_each_kind_needs_its_fields_when_sent_and_only_a_title_as_a_draft(unit, model, needed):
    form = form_of(model(), make_user(unit=unit, role=UnitRole.CONTRIBUTOR))
    assert {name for name, field in form.fields.items() if field.required} == needed
    form.defer_required_fields()
    assert {name for name, field in form.fields.items() if field.required} == {"title"}
    form.restore_required_fields()
    assert {name for name, field in form.fields.items() if field.required} == needed


def test_complete_piece_lacks_nothing(unit):
    assert missing_for_submission(make_article("news", unit)) == {}
    assert missing_for_submission(make_article("thematic", unit, cover=make_image(unit))) == {}
    assert missing_for_submission(make_article("notice", unit)) == {}


def test_cover_without_its_texts_is_incomplete_for_every_kind(unit):
    page = make_article("notice", unit, cover=make_image(unit))
    page.cover_alt = page.cover_caption = page.cover_credit = ""
    assert set(missing_for_submission(page)) == {"cover_alt", "cover_caption", "cover_credit"}


@pytest.mark.parametrize(
    "block",
    [
        ("picture", {"image": None, "alt": "", "caption": "", "credit": ""}),
        ("video", {"url": "", "caption": "x"}),
        ("video", {"url": "javascript:alert(1)", "caption": "x"}),
        ("gallery", {"items": []}),
        ("document", {"document": None, "title": ""}),
        ("heading", {"text": "", "level": "h2"}),
    ],
)
def test_incomplete_text_is_missing_whatever_the_way_it_came(unit, block):
    page = make_article("news", unit, body=[block])
    assert missing_for_submission(page) == {"body": [str(MESSAGES["body"])]}


def test_author_without_a_name_is_missing(unit):
    page = make_article("news", unit)
    page.authors = [ArticleAuthor(pen_name="", share=100)]
    assert missing_for_submission(page) == {"authors": [str(MESSAGES["pen_name"])]}


def test_shares_are_checked_where_no_form_was(unit):
    page = make_article("news", unit)
    page.authors = [ArticleAuthor(pen_name="Hải Yến", share=99)]
    (message,) = missing_for_submission(page)["__all__"]
    assert "99" in message
