"""A released answer changes by the desk only; its translation is a page like any other."""

import pytest
from django.urls import reverse
from wagtail.models import APIToken

from factories.paying import client_of
from factories.portal import make_english, make_unit, make_user
from factories.questions import make_question
from forms.questions.models import QuestionPage
from units.enums import PortalRole, UnitRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> QuestionPage:
    return make_question(unit=make_unit(), state="published").page


def people(page: QuestionPage):
    """Yield those who may edit other pages of the unit."""
    yield make_user(unit=page.unit, role=UnitRole.CHIEF_EDITOR)
    yield make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)


def test_nobody_edits_what_was_released(page):
    for user in people(page):
        response = client_of(user).post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {"title": "Khác", "answer": "Khác", "action-publish": "1"},
        )
        assert response.status_code in (302, 403, 404)
        assert not page.permissions_for_user(user).can_edit()
        assert not page.permissions_for_user(user).can_copy()
    assert QuestionPage.objects.get(pk=page.pk).title == page.title


def test_nobody_changes_it_through_the_api(page, client):
    _token, plaintext = APIToken.create_token(user=next(people(page)), name="thử")

    response = client.patch(
        f"/api/v3/pages/{page.pk}/",
        {"title": "Khác", "type": "questions.QuestionPage"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {plaintext}"},
    )

    assert response.status_code in (403, 404, 405)
    assert QuestionPage.objects.get(pk=page.pk).title == page.title


def test_the_translation_is_edited_like_any_page(page):
    _chief, administrator = people(page)
    english = make_english(page)

    assert english.permissions_for_user(administrator).can_edit()
