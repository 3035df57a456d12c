"""Which lines of a document become title and lead."""

import pytest

from articles.importing.errors import ImportRefused
from factories.pictures import encoded
from factories.word import TEXT, WordFile, bold, drawing, p, row, story, table, text_of, values_of

MORE = p("Thêm một đoạn nữa.")


def test_title_style_bold_lead_and_text_find_their_places(imported):
    piece = imported(story())
    assert piece.page.title == "Công đoàn chăm lo Tết cho người lao động"
    assert piece.page.lead.startswith("Hơn 5.000 suất quà")
    assert text_of(piece.page) == (
        "<p>Sáng 12/1, tại Khu công nghiệp Nam Cấm, Liên đoàn Lao động tỉnh tổ chức "
        "chương trình.</p>"
    )
    assert piece.notes == []


def test_title_style_counts_wherever_it_stands(imported):
    page = imported(WordFile(p("LIÊN ĐOÀN LAO ĐỘNG TỈNH") * 4 + p("Tiêu đề", style="Title"))).page
    assert page.title == "Tiêu đề"
    assert text_of(page) == "<p>LIÊN ĐOÀN LAO ĐỘNG TỈNH</p>" * 4


def test_first_heading_is_the_title_and_the_next_levels_follow(imported):
    page = imported(
        WordFile(
            p("Hội nghị tổng kết", style="Heading1")
            + TEXT
            + p("Kết quả", style="Heading2")
            + p("Một")
            + p("Tồn tại", style="Heading3")
            + p("Hai")
        )
    ).page
    assert page.title == "Hội nghị tổng kết"
    assert values_of(page, "heading") == [
        {"text": "Kết quả", "level": "h2"},
        {"text": "Tồn tại", "level": "h3"},
    ]


def test_heading_further_down_is_one_of_a_section(imported):
    page = imported(WordFile(p("Tiêu đề") + TEXT + MORE + p("Mục", style="Heading1") + MORE)).page
    assert page.title == "Tiêu đề"
    assert values_of(page, "heading") == [{"text": "Mục", "level": "h2"}]


def test_first_short_bold_line_is_the_title_where_nothing_is_styled(imported):
    head = p("Tin tức ngày 12/1")
    page = imported(WordFile(head + p(bold("TIN VẮN CÔNG ĐOÀN")) + TEXT + MORE)).page
    assert page.title == "TIN VẮN CÔNG ĐOÀN"
    assert page.lead.startswith("Tin") is False


def test_plain_title_above_a_bold_lead(imported):
    lead = "Sáng nay, " + "công đoàn các khu công nghiệp " * 6
    page = imported(WordFile(p("Trao quà Tết") + p(bold(lead)) + TEXT)).page
    assert (page.title, page.lead) == ("Trao quà Tết", lead.strip())


def test_first_line_is_the_title_where_nothing_stands_out(imported):
    page = imported(WordFile(p("Tin vắn công đoàn") + TEXT + MORE)).page
    assert page.title == "Tin vắn công đoàn"
    assert page.lead.startswith("Sáng 12/1")
    assert text_of(page) == "<p>Thêm một đoạn nữa.</p>"


@pytest.mark.parametrize(("length", "stays"), [(255, False), (256, True)])
def test_line_too_long_for_a_title_stays_in_the_text(imported, length, stays):
    line = ("Liên đoàn Lao động tỉnh " * 15)[:length].rstrip().ljust(length, "x")
    page = imported(WordFile(p(line, style="Title") + p("Nguyễn An") + p("Hai."))).page
    assert len(page.title) <= 255
    assert page.title.endswith("…") is stays
    assert (line in page.lead + text_of(page)) is stays


def test_one_endless_word_can_be_a_title(imported):
    assert len(imported(WordFile(p("x" * 300) + MORE)).page.title) == 255


@pytest.mark.parametrize(("length", "taken"), [(500, True), (501, False)])
def test_lead_has_at_most_500_characters(imported, length, taken):
    lead = ("chữ " * 200)[:length].rstrip().ljust(length, "x")
    page = imported(WordFile(p("Tiêu đề", style="Title") + p(bold(lead)) + TEXT)).page
    assert (page.lead == lead) is taken
    assert (f"<b>{lead}</b>" in text_of(page)) is not taken


def test_subtitle_is_the_lead(imported):
    page = imported(
        WordFile(p("Tiêu đề", style="Title") + p("Lời dẫn", style="Subtitle") + TEXT)
    ).page
    assert page.lead == "Lời dẫn"


def test_only_paragraph_stays_the_text(imported):
    page = imported(WordFile(p("Tiêu đề", style="Title") + TEXT)).page
    assert page.lead == ""
    assert "Sáng 12/1" in text_of(page)


def test_byline_is_no_lead(imported):
    page = imported(WordFile(p("Tiêu đề", style="Title") + p("Nguyễn Văn A") + TEXT + MORE)).page
    assert page.lead.startswith("Sáng 12/1")
    assert text_of(page) == "<p>Nguyễn Văn A</p><p>Thêm một đoạn nữa.</p>"


def test_two_equal_lines_are_two_lines(imported):
    page = imported(WordFile(p("Tin vắn") + p("Tin vắn") + TEXT)).page
    assert page.title == "Tin vắn"
    assert text_of(page).startswith("<p>Tin vắn</p>")


def test_document_of_a_table_alone_gets_a_title(imported):
    page = imported(WordFile(table(row("", "a")))).page
    assert page.title == "Imported from Word"
    assert page.slug


@pytest.mark.parametrize("body", ["", p(""), p(" \u00a0"), table(row("", ""))])
def test_document_without_words_is_refused(imported, stored, body):
    before = stored()
    with pytest.raises(ImportRefused, match="no text"):
        imported(WordFile(body))
    assert stored() == before


def test_document_of_a_picture_alone_is_refused(imported, stored):
    before = stored()
    with pytest.raises(ImportRefused, match="no text"):
        imported(WordFile(p(drawing("a1")), pictures={"a1": ("media/i.png", encoded("PNG"))}))
    assert stored() == before
