"""Near duplicates: what is found, how alike it is, and what no other desk may learn."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from articles.enums import ContributionState
from articles.likeness.services import remember, similar_to
from articles.likeness.signature import percent_alike, shingles, signature, text_bands
from articles.models import ArticlePage, Contribution, Desk, DeskStay, Fingerprint, FingerprintBand
from factories.newsroom import make_contribution, make_used_piece
from factories.portal import make_unit

pytestmark = pytest.mark.django_db

PARAGRAPHS = [
    "Sáng nay, tại hội trường lớn, Liên đoàn Lao động tỉnh tổ chức hội nghị sơ kết sáu tháng.",
    "Hơn hai trăm đại biểu từ các công đoàn cơ sở đã về dự và nêu nhiều ý kiến thẳng thắn.",
    "Báo cáo cho biết mức lương bình quân của công nhân trong khu công nghiệp tăng tám phần trăm.",
    "Nhiều doanh nghiệp đã ký thỏa ước lao động tập thể với điều khoản có lợi hơn luật định.",
    "Dịp này, các cá nhân xuất sắc được tặng bằng khen vì thành tích chăm lo đời sống đoàn viên.",
]
OTHER = [
    "Con đường lên bản Mông mùa này phủ trắng hoa mận, khói bếp quyện vào sương chiều lạnh.",
    "Cô giáo trẻ kể chuyện gieo chữ trên núi cao, nơi học trò đi bộ ba giờ mới tới lớp học.",
    "Quỹ của ngành vừa xây thêm hai phòng nội trú, mái tôn đỏ nổi bật giữa thung lũng xanh.",
]


def body(paragraphs):
    return [("rich_text", "".join(f"<p>{text}</p>" for text in paragraphs))]


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def used(unit):
    """A used piece that is remembered."""

    def make(paragraphs=PARAGRAPHS, *, title="Sơ kết sáu tháng đầu năm", where=None, **fields):
        piece = make_used_piece(where or unit, title=title, body=body(paragraphs), **fields)
        remember(contribution=piece)
        return piece

    return make


@pytest.fixture
def waiting(unit):
    """A piece that waits, by default at the news desk."""

    def make(
        paragraphs=PARAGRAPHS,
        *,
        title="Hội nghị ở tỉnh",
        lead="Một đoạn sapo ngắn.",
        where=None,
        **fields,
    ):
        fields = {"state": ContributionState.DESK_REVIEW} | fields
        piece = make_contribution(where or unit, **fields)
        page = piece.page.specific
        page.title, page.lead, page.body = title, lead, body(paragraphs)
        piece.title, piece.revision = title, page.save_revision()
        piece.save()
        remember(contribution=piece)
        return piece

    return make


def test_one_changed_paragraph_is_found_and_measured(used, waiting):
    older = used()
    piece = waiting([*PARAGRAPHS[:4], OTHER[0]])

    (found,) = similar_to(contribution=piece)

    assert found.contribution == older
    assert 55 <= found.percent <= 80
    assert found.title == "Sơ kết sáu tháng đầu năm"


def test_case_diacritics_and_markup_make_no_difference(used, waiting):
    older = used(title="Hòa giải")
    shouted = [
        text.upper().replace("Đ", "D").replace("HỘI", "HOI").replace("Ò", "O")
        for text in PARAGRAPHS
    ]

    (found,) = similar_to(contribution=waiting(shouted, title="HOÀ GIẢI"))

    assert (found.contribution, found.percent, found.title_percent) == (older, 100, 100)


def test_other_texts_are_not_alike(used, waiting):
    used(title="Gieo chữ trên núi")

    assert similar_to(contribution=waiting(OTHER)) == []


def test_the_likest_comes_first_and_the_limit_holds(used, waiting):
    partly = used([*PARAGRAPHS[:4], OTHER[1]])
    same = used()

    piece = waiting()

    assert [one.contribution for one in similar_to(contribution=piece)] == [same, partly]
    assert [one.contribution for one in similar_to(contribution=piece, limit=1)] == [same]


def test_a_short_piece_is_compared_by_its_title(used, waiting):
    older = used(["Ảnh."], title="Lễ phát động tháng công nhân", lead="")

    (found,) = similar_to(contribution=waiting(["Xem ảnh."], title="Lễ phát động Tháng Công nhân!"))

    assert (found.contribution, found.percent) == (older, 100)


def test_the_same_title_is_shown_whatever_stands_below(used, waiting):
    older = used(title="Lịch công tác trong tuần của Thường trực")

    (found,) = similar_to(
        contribution=waiting(OTHER, title="Lịch công tác trong tuần của Thường trực")
    )

    assert (found.contribution, found.title_percent) == (older, 100)
    assert found.percent < 10


def test_neither_the_piece_itself_nor_its_translation_is_named(used, waiting):
    piece = waiting()
    translation = used()
    english, _made = Locale.objects.get_or_create(language_code="en")
    ArticlePage.objects.filter(pk=translation.page_id).update(
        translation_key=piece.page.translation_key, locale=english
    )

    assert similar_to(contribution=piece) == []


@pytest.mark.parametrize(
    "state",
    [ContributionState.UNIT_REVIEW, ContributionState.RETURNED, ContributionState.WITHDRAWN],
)
def test_what_never_reached_a_desk_stays_with_its_unit(state, waiting):
    waiting(where=make_unit(), state=state)

    assert similar_to(contribution=waiting()) == []


def test_the_other_desk_s_waiting_piece_is_not_told(waiting):
    waiting(where=make_unit(), kind="thematic")

    assert similar_to(contribution=waiting()) == []


def test_what_the_desk_returned_is_told_until_the_unit_reads_it_again(waiting):
    desk = Desk.objects.get(code="news")
    returned = waiting(where=make_unit(), state=ContributionState.RETURNED)
    DeskStay.objects.create(contribution=returned, desk=desk, arrived_at=returned.submitted_at)
    Contribution.objects.filter(pk=returned.pk).update(desk=desk)
    piece = waiting()
    assert [one.contribution for one in similar_to(contribution=piece)] == [returned]

    # Sent again, a piece has no desk until its unit lets it go, also when the unit returns it.
    for state in (ContributionState.UNIT_REVIEW, ContributionState.RETURNED):
        Contribution.objects.filter(pk=returned.pk).update(state=state, desk=None)
        assert similar_to(contribution=piece) == []


def test_of_a_live_piece_only_what_readers_see_is_told(used, waiting):
    older = used(where=make_unit())
    page = older.page.specific
    page.title, page.body = "Bản nháp kín", body(OTHER)
    older.title, older.revision = page.title, page.save_revision()
    older.state = ContributionState.UNIT_REVIEW
    older.save()

    (found,) = similar_to(contribution=waiting())

    assert (found.title, found.percent) == ("Sơ kết sáu tháng đầu năm", 92)


def test_remembering_again_replaces_the_rows(waiting):
    piece = waiting()
    rows = FingerprintBand.objects.count()

    remember(contribution=piece)

    assert FingerprintBand.objects.count() == rows
    assert Fingerprint.objects.get(contribution=piece).title_folded == "hoi nghi o tinh"


def test_a_piece_without_a_revision_is_forgotten(waiting):
    piece = waiting()
    piece.revision = None

    remember(contribution=piece)

    assert not Fingerprint.objects.exists()
    assert similar_to(contribution=piece) == []


def test_an_empty_piece_is_like_nothing(used, waiting):
    used()

    assert similar_to(contribution=waiting([], title="…", lead="")) == []


def test_the_number_of_queries_does_not_grow(used, waiting, count_queries):
    piece = waiting()
    used()
    one = count_queries(lambda: similar_to(contribution=piece))
    for _number in range(4):
        used()

    assert count_queries(lambda: similar_to(contribution=piece)) == one <= 4


def test_the_command_rebuilds_everything(used, waiting):
    older, piece = used(), waiting()
    Fingerprint.objects.all().delete()
    out = StringIO()

    call_command("remember_pieces", stdout=out)

    assert "2" in out.getvalue()
    assert [one.contribution for one in similar_to(contribution=piece)] == [older]


def test_signatures_never_change():
    """Stored numbers are compared with those of later versions of this code."""
    found = signature(shingles(["mot", "hai", "ba", "bon"]))

    assert found[:3] == [3307019307, 750820432, 375644752]
    assert all(0 <= number < 1 << 32 for number in found)
    assert len(found) == 66
    assert len(text_bands(found)) == 22


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [("a b", "a b", 100), ("a b", "b c", 33), ("a", "b", 0), ("", "", 0), ("a", "", 0)],
)
def test_likeness_is_the_share_of_what_is_common(one, other, percent):
    assert percent_alike(frozenset(one.split()), frozenset(other.split())) == percent


@pytest.mark.parametrize(
    ("words", "runs"), [("", set()), ("a b", {"a b"}), ("a b c d", {"a b c", "b c d"})]
)
def test_shingles_of_texts_short_and_long(words, runs):
    assert shingles(words.split()) == runs
