"""What the editor sends by itself saves, and does nothing else."""

import pytest

from articles.models import NewsPage
from factories.editor import piece_data
from factories.portal import make_article, section_of

pytestmark = pytest.mark.django_db
BY_ITSELF = {"accept": "application/json"}


def test_new_piece_is_saved_by_itself_and_not_submitted(unit, editor) -> None:
    address = f"/admin/pages/add/articles/newspage/{section_of(unit, 'news').pk}/"

    refused = editor.client.post(address, piece_data() | {"action-submit": "1"}, headers=BY_ITSELF)
    assert (refused.status_code, refused.json()["success"]) == (409, False)
    assert "nút" in refused.json()["error_message"]
    assert not NewsPage.objects.exists()

    saved = editor.client.post(address, piece_data(), headers=BY_ITSELF)
    assert saved.json()["success"]
    assert NewsPage.objects.get().current_workflow_state is None


@pytest.mark.parametrize("action", ["submit", "workflow-action", "cancel-workflow", "publish"])
def test_nothing_is_decided_by_itself(unit, editor, action) -> None:
    page = make_article("news", unit, live=False, owner=editor.user)
    address = f"/admin/pages/{page.pk}/edit/"
    data = piece_data() | {f"action-{action}": "true", "workflow-action-name": "approve"}

    refused = editor.client.post(address, data, headers=BY_ITSELF)

    assert refused.status_code == 409
    page = NewsPage.objects.get()
    assert (page.live, page.current_workflow_state) == (False, None)


def test_a_form_sent_by_its_button_still_decides(unit, editor) -> None:
    response = editor.create(section_of(unit, "news"), action="submit")

    assert response.status_code == 302
    assert NewsPage.objects.get().current_workflow_state is not None
