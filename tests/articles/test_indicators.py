"""Indicators of pieces: against counts in SQL, at the ends of a half-year, without other units."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from articles.enums import ContributionState, RouteKind
from articles.models import ArticlePage, Contribution, QuotaExemption, QuotaRule
from core.weeks import week_of
from factories.newsroom import make_used_piece, multiply
from factories.portal import make_article, make_image, make_unit
from factories.quotas import bare_unit, local, make_sent
from factories.royalties import grade_anew, make_grade
from factories.windows import (
    AFTER,
    BEFORE,
    EDGES,
    FIRST,
    LAST,
    counted,
    figure,
    half_year,
    records,
    share,
    sql,
)
from units.enums import UnitKind

pytestmark = pytest.mark.django_db
CODES = ("pieces_sent", "pieces_used", "quota_weeks_met", "mean_grade", "accessible_pages")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def scatter(units, number, *, seed):
    """Give units pieces at random moments around the half-year, of all that may (not) count."""
    dice = random.Random(seed)
    template = make_sent(units[0], FIRST, used_at=FIRST)
    multiply(template, number=number)
    for piece in Contribution.objects.all():
        sent_at = dice.choice([*EDGES, FIRST + timedelta(minutes=dice.randint(-40000, 300000))])
        used_at = dice.choice([None, sent_at + timedelta(minutes=dice.randint(0, 20000))])
        Contribution.objects.filter(pk=piece.pk).update(
            unit=dice.choice(units),
            kind=dice.choice(["news", "news", "thematic", "notice"]),
            picture_count=dice.randint(0, 1),
            is_translation=dice.random() < 0.2,
            sent_at=sent_at,
            sent_week=week_of(sent_at),
            used_at=used_at,
            used_week=week_of(used_at) if used_at else None,
            state=ContributionState.USED if used_at else ContributionState.DESK_REVIEW,
        )


def counted_in_sql(unit, column):
    """Count by the letter: departments owe illustrated thematic pieces, others any piece."""
    statement = (
        "SELECT count(*) FROM articles_contribution WHERE unit_id = %s AND NOT is_translation"
        f" AND {column} >= %s AND {column} < %s"
    )
    illustrated = " AND kind = 'thematic' AND picture_count > 0"
    any_piece = " AND kind <> 'notice'"
    statement += illustrated if unit.kind == UnitKind.DEPARTMENT else any_piece
    return sql(statement, unit.pk, FIRST, AFTER)[0][0]


@pytest.mark.parametrize("seed", [1, 2])
def test_pieces_equal_a_count_in_sql(seed):
    units = [make_unit(), make_unit(kind=UnitKind.DEPARTMENT), bare_unit(UnitKind.SECTOR)]
    scatter(units, 120, seed=seed)
    for code, column in (("pieces_sent", "sent_at"), ("pieces_used", "used_at")):
        found = counted(code, units)
        for unit in units:
            assert found[unit.pk].value == counted_in_sql(unit, column)
            behind = records(code, unit)
            assert sum(one.counts for one in behind) == found[unit.pk].value
            assert [one.happened_at for one in behind] == sorted(
                (one.happened_at for one in behind), reverse=True
            )


def test_weeks_met_equal_a_count_by_hand():
    units = [make_unit(), bare_unit(UnitKind.DEPARTMENT), bare_unit()]
    scatter(units, 150, seed=3)
    monday = date(2026, 2, 2)
    QuotaExemption.objects.create(
        unit=units[0], first_week=monday, last_week=monday, reason="Nghỉ Tết"
    )
    found = counted("quota_weeks_met", units)
    # From the week whose Sunday is 4 January to the one whose Sunday is 28 June 2026.
    mondays = [date(2025, 12, 29) + timedelta(days=7 * number) for number in range(26)]
    for unit in units:
        due = 2 if unit.kind == UnitKind.DEPARTMENT else 1
        judged = [one for one in mondays if (unit, one) != (units[0], monday)]
        met = 0
        for week in judged:
            rows = sql(
                "SELECT kind, picture_count FROM articles_contribution"
                " WHERE unit_id = %s AND sent_week = %s AND NOT is_translation",
                unit.pk,
                week,
            )
            if unit.kind == UnitKind.DEPARTMENT:
                fitting = [row for row in rows if row[0] == "thematic" and row[1]]
            else:
                fitting = [row for row in rows if row[0] != "notice"]
            met += len(fitting) >= due
        assert found[unit.pk] == share(met, len(judged))
        assert sum(one.counts for one in records("quota_weeks_met", unit)) == met
        assert len(records("quota_weeks_met", unit)) == len(judged)


def test_a_running_week_is_not_judged_and_the_confederation_owes_nothing():
    unit, centre = bare_unit(), bare_unit(UnitKind.CONFEDERATION)
    wednesday = half_year(now=local(2026, 1, 7))
    assert figure("quota_weeks_met", unit, wednesday) == share(0, 1)
    assert figure("quota_weeks_met", unit, half_year(now=local(2026, 1, 1))) is None
    assert figure("quota_weeks_met", centre) is None


def test_a_week_across_two_half_years_is_judged_in_the_one_in_which_it_ends():
    unit = make_unit()
    make_sent(unit, local(2025, 12, 30))
    make_sent(unit, local(2026, 7, 1))
    # Sent in December, in the week that ends on 4 January; the other week ends in July.
    assert figure("quota_weeks_met", unit) == share(1, 26)
    assert figure("pieces_sent", unit).value == 0


@pytest.mark.parametrize(("moment", "counts"), [(BEFORE, 0), (FIRST, 1), (LAST, 1), (AFTER, 0)])
def test_the_ends_of_a_half_year_are_exact(moment, counts):
    unit = make_unit()
    piece = make_used_piece(unit, used_at=moment)
    make_grade(piece, amount=100_000)
    assert figure("pieces_sent", unit).value == counts
    assert figure("pieces_used", unit).value == counts
    assert (figure("mean_grade", unit) is not None) == bool(counts)
    assert (figure("accessible_pages", unit) is not None) == bool(counts)


def test_a_rule_that_ends_counts_for_its_weeks_only():
    unit = make_unit(kind=UnitKind.DEPARTMENT)
    make_sent(unit, local(2026, 3, 4), kind="news")
    assert figure("pieces_sent", unit).value == 0
    QuotaRule.objects.filter(unit_kind=UnitKind.DEPARTMENT).update(valid_to=date(2026, 2, 1))
    assert figure("pieces_sent", unit).value == 1


def test_mean_grade_takes_the_last_valid_version():
    unit, other = make_unit(), make_unit()

    def graded(of, used_at, coefficient):
        return make_grade(
            make_used_piece(of, used_at=used_at), amount=1, coefficient=Decimal(coefficient)
        )

    graded(unit, FIRST, "7")
    second, voided = graded(unit, LAST, "30"), graded(unit, LAST, "3")
    translated, foreign = graded(unit, LAST, "4"), graded(other, LAST, "2")
    make_grade(second.contribution, amount=1, version=2, coefficient=Decimal("10.5"))
    grade_anew(voided, is_void=True)
    Contribution.objects.filter(pk=translated.contribution_id).update(is_translation=True)
    assert figure("mean_grade", unit).value == Decimal("8.75")
    assert figure("mean_grade", other).value == foreign.coefficient
    assert len(records("mean_grade", unit)) == 2
    rows = sql(
        "SELECT c.unit_id, g.coefficient FROM articles_grade g JOIN articles_contribution c"
        " ON c.id = g.contribution_id WHERE NOT g.is_void AND NOT c.is_translation AND g.version ="
        " (SELECT max(version) FROM articles_grade WHERE contribution_id = c.id)"
    )
    own = [Decimal(str(value)) for unit_id, value in rows if unit_id == unit.pk]
    assert figure("mean_grade", unit).value == sum(own) / len(own)


def with_body(unit, body, **fields):
    return make_article("news", unit, published_at=LAST, body=body, **fields)


def picture(unit, alt):
    return {"image": make_image(unit), "alt": alt, "caption": "Ảnh", "credit": "Nguồn"}


TABLE = {"data": [["a", "b"], ["1", "2"]], "table_caption": "Bảng"}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ([("heading", {"text": "Một", "level": "h2"}), ("heading", {"text": "Hai", "level": "h3"})],
         ""),
        ([("heading", {"text": "Hai", "level": "h3"})], "Headings leave out"),
        ([("heading", {"text": " ", "level": "h2"})], "Headings leave out"),
        ([("table", TABLE)], "no header"),
        ([("table", TABLE | {"first_row_is_table_header": True})], ""),
        ([("table", TABLE | {"first_col_is_header": True})], ""),
        ([("rich_text", '<p>Xem <a href="https://a.vn/">tại đây.</a></p>')], "does not say"),
        ([("rich_text", '<p><a href="https://a.vn/">https://a.vn/</a></p>')], "does not say"),
        ([("rich_text", '<p><a href="https://a.vn/"><b> </b></a></p>')], "does not say"),
        ([("note", '<p><a href="https://a.vn/">Quyết định 1291</a></p>')], ""),
    ],
)  # fmt: skip
def test_a_page_is_judged_by_its_text(body, fault):
    unit = make_unit()
    with_body(unit, body)
    [record] = records("accessible_pages", unit)
    assert fault in record.note
    assert record.counts == (not fault)
    assert figure("accessible_pages", unit) == share(0 if fault else 1, 1)


@pytest.mark.parametrize(
    ("alt", "counts"), [("Công nhân nhận quà", True), (" ", False), ("IMG_0012.JPG", False)]
)
def test_every_picture_needs_a_description(alt, counts):
    unit = make_unit()
    good = picture(unit, "Mô tả")
    pages = [
        with_body(unit, [("picture", picture(unit, alt))]),
        with_body(unit, [("gallery", {"items": [good, picture(unit, alt)]})]),
        with_body(unit, [("rich_text", "<p>Chữ</p>")], cover=make_image(unit)),
    ]
    ArticlePage.objects.filter(pk=pages[2].pk).update(cover_alt=alt)
    assert figure("accessible_pages", unit) == share(3 if counts else 0, 3)


def test_a_video_needs_captions_or_a_transcript():
    unit = make_unit()
    page = make_article("video", unit, published_at=LAST, body=[])
    assert figure("accessible_pages", unit) == share(0, 1)
    page.body = [("rich_text", "<p>Lời nói trong phim.</p>")]
    page.save()
    assert figure("accessible_pages", unit) == share(1, 1)


def test_only_public_pages_of_the_unit_are_looked_at():
    unit, other = make_unit(), make_unit()
    with_body(other, [("heading", {"text": "Hai", "level": "h3"})])
    make_article("news", unit, live=False)
    assert figure("accessible_pages", unit) is None
    make_article("notice", unit, published_at=FIRST)
    assert figure("accessible_pages", unit) == share(1, 1)


def test_drafts_keep_their_titles():
    unit = make_unit()
    piece = make_sent(unit, LAST)
    Contribution.objects.filter(pk=piece.pk).update(title="Bí mật nội bộ")
    [record] = records("pieces_sent", unit)
    assert "Bí mật" not in record.label
    assert record.url == ""


@pytest.mark.parametrize("code", CODES)
def test_nothing_of_a_second_unit_counts(code):
    unit, other = make_unit(), make_unit()
    make_grade(make_used_piece(unit, used_at=LAST), amount=1)
    before = figure(code, unit)
    make_grade(make_used_piece(other, used_at=LAST), amount=1)
    assert figure(code, unit) == before
    assert len(records(code, unit)) == (26 if code == "quota_weeks_met" else 1)


@pytest.mark.parametrize("code", CODES)
def test_queries_do_not_grow(code, count_queries):
    unit = make_unit()
    make_grade(make_used_piece(unit, used_at=LAST), amount=1)
    one = count_queries(lambda: counted(code, [unit]))
    units = [unit, *(make_unit() for _number in range(2))]
    for each in units:
        make_grade(make_used_piece(each, used_at=FIRST, kind=RouteKind.NEWS), amount=1)
    assert count_queries(lambda: counted(code, units)) == one <= 4
