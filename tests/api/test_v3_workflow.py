"""The steps of moderation through the API: submit, return, approve, and who may not."""

import pytest

from articles.models import ArticlePage
from factories.api import RICH_TEXT
from factories.portal import make_article

ARTICLES = "/api/v3/articles/"


@pytest.fixture
def draft(unit_a, people):
    """A complete draft of the contributor."""
    return make_article("news", unit_a, live=False, owner=people.accounts.contributor)


def step(caller, page, action: str, **body):
    """Take one step on a piece."""
    return caller.post(f"{ARTICLES}{page.pk}/{action}/", body)


def test_the_whole_way_to_the_reader(people, reader, draft):
    submitted = step(people.contributor, draft, "submit")
    assert submitted.status_code == 200, submitted.content
    assert submitted.json()["status"] == "in_progress"
    assert step(people.chief, draft, "approve").status_code == 200
    published = step(people.desk, draft, "approve")
    assert published.status_code == 200, published.content
    assert published.json()["live"] is True
    assert reader.get(f"{ARTICLES}{draft.pk}/").status_code == 200


def test_return_needs_a_reason_and_leads_to_a_second_submission(people, draft):
    step(people.contributor, draft, "submit")
    assert step(people.chief, draft, "return").status_code == 409
    assert step(people.chief, draft, "return", comment="  ").status_code == 409
    returned = step(people.chief, draft, "return", comment="Thiếu ảnh")
    assert returned.status_code == 200, returned.content
    edited = people.contributor.patch(f"/api/v3/pages/{draft.pk}/", {"body": [RICH_TEXT]})
    assert edited.status_code == 200, edited.content
    assert step(people.contributor, draft, "submit").status_code == 200


def test_an_incomplete_piece_is_refused_field_by_field(people, unit_a):
    page = make_article(
        "news", unit_a, live=False, owner=people.accounts.contributor, lead="", declares_safe=False
    )
    response = step(people.contributor, page, "submit")
    assert response.status_code == 422
    assert {error["loc"][0] for error in response.json()["errors"]} >= {"lead", "declares_safe"}


def test_submitting_twice_is_refused(people, draft):
    step(people.contributor, draft, "submit")
    assert step(people.contributor, draft, "submit").status_code == 422


def test_only_the_reviewers_of_the_step_decide(people, draft):
    assert step(people.chief, draft, "approve").status_code == 409
    step(people.contributor, draft, "submit")
    assert step(people.contributor, draft, "approve").status_code == 409
    for outsider in (people.desk, people.other_desk, people.chief_b, people.stranger):
        assert step(outsider, draft, "approve").status_code == 404
    step(people.chief, draft, "approve")
    assert step(people.other_desk, draft, "approve").status_code == 404
    assert not ArticlePage.objects.live().exists()


def test_what_changed_after_reading_is_not_approved(people, draft):
    step(people.contributor, draft, "submit")
    seen = draft.latest_revision_id
    page = ArticlePage.objects.get(pk=draft.pk).specific
    page.save_revision(user=people.accounts.contributor)
    assert step(people.chief, draft, "approve", revision=seen).status_code == 409


def test_anonymous_and_unknown_pieces(reader, people, draft):
    assert step(reader, draft, "approve").status_code == 401
    assert people.chief.post(f"{ARTICLES}999999/approve/").status_code == 404
    assert people.chief.post(f"{ARTICLES}{draft.pk}/approve/", b"[null]").status_code == 422
    assert people.chief.post(f"{ARTICLES}{draft.pk}/approve/", {"comment": 5}).status_code == 422
