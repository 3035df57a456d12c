"""From the author's keyboard to the bank: sent, claimed, transferred, used, graded, paid."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.enums import ContributionState, StatementState
from articles.models import Contribution, LedgerEntry, RoyaltyStatement, StatementPayment
from articles.royalties.ledger import check_chain
from e2e import money
from e2e.people import Piece
from factories.portal import make_unit, make_user, picture_bytes, section_of
from units.enums import PortalRole, UnitRole

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PIECE = Piece(
    title="Bữa cơm giữa ca của thợ may Hòa Bình",
    lead="Một bếp ăn tập thể đổi thực đơn theo ý kiến công nhân.",
    text="Sau ba tháng góp ý, bếp ăn có thêm rau xanh và món ăn ngày thứ sáu.",
    genre="Phóng sự",
    pen_name="Hải Yến",
)
# 10 % of 2,530,000 đồng, the base salary from 1 July 2026, four times and a half.
ROYALTY = 1_138_500


@pytest.fixture
def province():
    return make_unit("LDLD-HOABINH", name="Liên đoàn Lao động tỉnh Hòa Bình")


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "bep-an.jpg"
    path.write_bytes(picture_bytes(size=(1600, 1000)))
    return path


@pytest.fixture
def staff():
    """The accounts of both desks and of finance, each with a name that the screens show."""
    roles = {
        "news": (PortalRole.NEWS_DESK_EDITOR, "Bình"),
        "editor": (PortalRole.THEMATIC_DESK_EDITOR, "Cường"),
        "head": (PortalRole.THEMATIC_DESK_HEAD, "Dung"),
        "chief": (PortalRole.THEMATIC_EDITOR_IN_CHIEF, "Giang"),
        "finance": (PortalRole.FINANCE, "Hạnh"),
    }
    return {
        key: make_user(portal_role=role, last_name="Lê", first_name=name)
        for key, (role, name) in roles.items()
    }


def test_piece_goes_from_its_author_to_the_bank(person, province, staff, picture):
    author = make_user(unit=province, role=UnitRole.CONTRIBUTOR)
    chief = make_user(unit=province, role=UnitRole.CHIEF_EDITOR)

    writer = person(author)
    writer.open_editor(section_of(province, "news"), "newspage")
    writer.write(PIECE, picture)
    writer.page.select_option("[name=authors-0-user]", str(author.pk))
    writer.submit()
    # One's own piece is for somebody else to decide on.
    assert writer.page.locator("[data-workflow-action-name]").count() == 0

    leader = person(chief)
    leader.open_piece(PIECE.title)
    leader.decide("approve")
    piece = Contribution.objects.get()

    # The news desk takes it, then hands it on without rejecting it.
    news = person(staff["news"])
    news.claim(PIECE.title)
    expect(news.row_of(PIECE.title)).to_contain_text("Bình")
    news.open_from_board(PIECE.title)
    news.decide("transfer", "Đây là bài chuyên đề về bữa ăn ca.")
    expect(news.row_of(PIECE.title)).to_have_count(0)

    # The unit reads where its piece is and who has it since when.
    editor = person(staff["editor"])
    editor.claim(PIECE.title)
    writer.page.goto(reverse("contribution_track", args=[piece.pk]))
    expect(writer.page.locator("main")).to_contain_text("Lê Cường")
    expect(writer.page.locator("main")).to_contain_text("Đây là bài chuyên đề về bữa ăn ca.")

    # What was changed after the unit's approval is read by the unit again before it is used.
    editor.open_from_board(PIECE.title)
    changed = "Bếp ăn đổi thực đơn mỗi tuần theo ý kiến công nhân."
    editor.page.fill("[name=lead]", changed)
    editor.save_draft()
    editor.decide("approve")
    piece.refresh_from_db()
    assert piece.state == ContributionState.UNIT_REVIEW
    assert not piece.page.live
    leader.open_piece(PIECE.title)
    leader.decide("approve")
    # The desk has approved this very revision, so nothing is left to decide.
    piece.refresh_from_db()
    assert piece.state == ContributionState.USED
    assert piece.page.live
    assert piece.desk.code == "thematic"

    # A coefficient above the decree's greatest is refused; what was typed stays.
    money.grade(editor.page, PIECE.title, coefficient="60")
    expect(editor.page.locator("[name=coefficient]")).to_have_value("60")
    expect(editor.page.locator("main [role=alert], main .error-message").first).to_be_visible()
    assert piece.grades.count() == 0
    money.grade(editor.page, PIECE.title, coefficient="4.5")
    assert piece.grades.get().amount == ROYALTY

    money.keep_own_bank_account(writer.page, legal_name="Nguyễn Hải Yến", account="3900205123456")
    address = money.draw_up(editor.page)
    statement = RoyaltyStatement.objects.get()
    assert statement.total == ROYALTY
    # Who drew it up takes no second step.
    assert editor.page.locator("button[name=step]").count() == 0

    head = person(staff["head"])
    money.step(head.page, address)
    head.page.goto(address)
    assert head.page.locator("button[name=step]").count() == 0
    in_chief = person(staff["chief"])
    money.step(in_chief.page, address)
    expect(in_chief.page.locator("main")).not_to_contain_text("3900205123456")
    finance = person(staff["finance"])
    money.pay(finance.page, address)
    statement.refresh_from_db()
    assert statement.state == StatementState.PAID
    payment = StatementPayment.objects.get()
    assert (payment.gross, payment.tax, payment.net) == (ROYALTY, 0, ROYALTY)
    assert payment.bank_account == "3900205123456"
    assert LedgerEntry.objects.count() == 2
    assert check_chain().is_whole

    writer.page.goto(reverse("royalty_mine"))
    expect(writer.page.locator("main")).to_contain_text("1.138.500")
