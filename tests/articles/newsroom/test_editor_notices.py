"""What the editor says when a piece is opened: why it came back, who holds it, what it is like."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import ArticlePage, Contribution
from articles.newsroom.claims import claim
from articles.services.submission import submit_piece
from factories.portal import make_article, section_of

pytestmark = pytest.mark.django_db

TEXT = " ".join(f"từ thứ {number} của bài viết dài" for number in range(40))
BODY = [("rich_text", f"<p>{TEXT}</p>")]


@pytest.fixture
def said(browse):
    """Return a function that opens a piece in the editor and gives what is said above it."""

    def read(user, page) -> str:
        response = browse(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert response.status_code == 200
        return " ".join(str(message) for message in response.context["messages"])

    return read


def test_author_reads_who_returned_a_piece_and_why(page, piece, people, said, decide):
    decide(page, people.editor, "reject", comment="Thiếu <số> liệu.")
    text = said(people.author, page)
    assert "Thiếu &lt;số&gt; liệu." in text
    assert people.editor.get_full_name() in text
    assert "Bàn tin" in text
    assert reverse("contribution_track", args=[piece.pk]) in text


def test_return_by_the_unit_names_no_desk(unit, people, said, decide):
    page = make_article("news", unit, live=False, owner=people.author)
    submit_piece(page=page, user=people.author)
    page = decide(page, people.chief, "reject", comment="Sửa lại sapo.")
    text = said(people.author, page)
    assert "Sửa lại sapo." in text
    assert "Bàn" not in text


def test_the_last_return_counts(page, people, said, decide):
    page = decide(page, people.editor, "reject", comment="Lý do thứ nhất.")
    submit_piece(page=page, user=people.author)
    page = decide(page, people.editor, "reject", comment="Lý do thứ hai.")
    text = said(people.author, page)
    assert "Lý do thứ hai." in text
    assert "Lý do thứ nhất." not in text


def test_piece_that_was_sent_again_says_nothing(page, people, said, decide):
    page = decide(page, people.editor, "reject", comment="Sửa.")
    submit_piece(page=page, user=people.author)
    assert "Sửa." not in said(people.chief, page)


def test_colleague_reads_who_holds_a_piece(page, piece, people, said):
    now = timezone.now()
    claim(contribution_id=piece.pk, user=people.editor, now=now)
    assert people.editor.get_full_name() in said(people.colleague, page)
    assert said(people.editor, page) == ""
    Contribution.objects.filter(pk=piece.pk).update(claim_expires_at=now - timedelta(seconds=1))
    assert said(people.colleague, page) == ""


def test_desk_reads_what_a_piece_is_like_before_it_decides(send, people, said):
    first = Contribution.objects.get(page=send(body=BODY, title="Bài thứ nhất"))
    page = send(body=BODY, title="Bài thứ hai")
    second = Contribution.objects.get(page=page)
    text = said(people.editor, page)
    assert "Bài thứ nhất" in text
    assert reverse("contribution_likeness", args=[second.pk, first.pk]) in text
    # The unit is not told: the other piece may be another unit's.
    assert "Bài thứ nhất" not in said(people.chief, page)


def test_a_new_piece_and_other_pages_open_quietly(unit, people, said, browse):
    page = make_article("news", unit, live=False, owner=people.author)
    assert said(people.author, page) == ""
    section = section_of(unit, "news")
    assert not isinstance(section, ArticlePage)
    assert said(people.administrator, section) == ""


def test_saving_says_nothing_of_it(page, people, browse, decide):
    decide(page, people.editor, "reject", comment="Thiếu số liệu.")
    response = browse(people.author).post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": ""}
    )
    said = [str(message) for message in response.context["messages"]]
    assert "Thiếu số liệu." not in " ".join(said)
