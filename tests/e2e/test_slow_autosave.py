"""A slow line between the editor and the portal: what is sent by itself never acts twice."""

import pytest
from playwright.sync_api import expect

from articles.enums import ContributionState
from articles.models import Contribution, NewsPage
from articles.services.submission import submit_piece
from e2e.people import Piece
from factories.portal import make_article, make_unit, make_user, section_of
from units.enums import UnitRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
# Holds what the editor sends by itself back for two seconds, four times its rhythm, and keeps it.
# What is typed before the editor watches, two seconds after it opened, it takes for unchanged.
SLOW_LINE = """
document.addEventListener("w-unsaved:watch-edits", () => { sessionStorage.watched = "yes"; });
const send = window.fetch;
window.fetch = (url, options = {}) => {
  if (options.method !== "post") return send(url, options);
  const names = JSON.stringify([...options.body.keys()]);
  sessionStorage.sent = (sessionStorage.sent || "") + names;
  return new Promise((resolve) => setTimeout(resolve, 2000)).then(() => send(url, options));
};
"""

PIECE = Piece(
    title="Bữa ăn ca của công nhân được cải thiện",
    lead="Công đoàn cơ sở thương lượng được mức mới.",
    text="Từ tháng sau mỗi bữa ăn ca có thêm một món.",
)


@pytest.mark.parametrize("is_underway", [True, False])
def test_piece_submitted_while_its_draft_is_on_its_way_is_made_once(person, is_underway) -> None:
    unit = make_unit("LDLD-THU")
    writer = person(make_user(unit=unit, role=UnitRole.CONTRIBUTOR))
    writer.page.add_init_script(SLOW_LINE)
    writer.open_editor(section_of(unit, "news"), "newspage")
    writer.page.wait_for_function("sessionStorage.watched")

    writer.write(PIECE)
    if is_underway:
        writer.page.wait_for_function("sessionStorage.sent")
    writer.submit()

    expect(writer.page.locator("[data-edit-form]")).to_have_count(0)
    assert list(NewsPage.objects.values_list("title", flat=True)) == [PIECE.title]
    page = NewsPage.objects.get()
    assert [author.pen_name for author in page.authors.all()] == [PIECE.pen_name]
    assert page.contribution.state == ContributionState.UNIT_REVIEW


def test_decision_is_taken_once_and_never_by_itself(person) -> None:
    unit = make_unit("LDLD-THU")
    author = make_user(unit=unit, role=UnitRole.CONTRIBUTOR)
    page = make_article("news", unit, live=False, owner=author, title=PIECE.title)
    submit_piece(page=page, user=author)
    chief = person(make_user(unit=unit, role=UnitRole.CHIEF_EDITOR))
    chief.page.add_init_script(SLOW_LINE)
    chief.open_piece(PIECE.title)

    chief.decide("approve")

    expect(chief.page.locator("[data-edit-form]")).to_have_count(0)
    assert "action-workflow-action" not in (chief.page.evaluate("sessionStorage.sent") or "")
    assert Contribution.objects.get().state == ContributionState.DESK_REVIEW
