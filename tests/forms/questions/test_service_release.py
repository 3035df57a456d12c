"""Release by the centre, pages that stay right, joined and split questions, advice."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from wagtail.models import Revision

from core.kept_pages import first_kept
from factories.portal import make_unit
from factories.questions import make_answer, make_question, make_question_page
from factories.quotas import local
from forms.questions.enums import AnswerState, QuestionState
from forms.questions.errors import NotAllowed, QuestionRefused, WrongState
from forms.questions.models import Contact, Message, Question
from forms.questions.queries import UnitFigures, unit_figures
from forms.questions.redaction import details_left, parts_of, plain_text, redacted
from forms.questions.services.advising import ask_advice, give_advice
from forms.questions.services.answering import save_draft, send
from forms.questions.services.joining import PartText, merge, promote_follower, split
from forms.questions.services.question_pages import a_year_after, confirm_valid, supersede
from forms.questions.services.releasing import (
    DetailsFound,
    release_private,
    release_public,
    reopen,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CONTACT = {"email": "kanari@example.vn", "name": "Kanari", "wants_mail": True}


def fresh(question) -> Question:
    return Question.objects.get(pk=question.pk)


@pytest.fixture
def unit():
    return make_unit("TA")


@pytest.fixture
def in_review(unit):
    return make_question(
        unit=unit,
        state=QuestionState.IN_REVIEW,
        text="Tôi là Kanari",
        contact=CONTACT,
        public_title="Chậm lương thì làm gì?",
    )


@pytest.fixture
def release(people, now):
    """Return a function that releases a question in public."""

    def run(question, **fields):
        fields = {"user": people.centre, "now": now, "is_checked": True} | fields
        return release_public(question_id=question.pk, **fields)

    return run


def test_a_release_makes_a_page_of_the_public_texts_alone(in_review, unit, release, now):
    released = release(in_review)
    page = released.page
    assert (released.state, page.live, page.unit) == ("published", True, unit)
    assert (page.title, page.slug) == ("Chậm lương thì làm gì?", "cham-luong-thi-lam-gi")
    assert (page.question_text, page.topic) == (in_review.public_text, in_review.topic)
    assert (page.answered_on, page.review_on) == (date(2026, 3, 10), date(2027, 3, 10))
    assert page.get_parent().specific.unit == unit
    assert released.answered_at == in_review.answers.get().sent_at
    assert (in_review.answers.get().state, released.was_late) == ("released", False)
    assert "Kanari" not in str([one.content for one in Revision.objects.all()])
    with pytest.raises(WrongState, match="published"):
        release(in_review)


def test_a_release_is_the_centres_and_never_of_ones_own_answer(in_review, people, release):
    with pytest.raises(NotAllowed):
        release(in_review, user=people.officer)
    in_review.answers.update(author=people.centre)
    with pytest.raises(QuestionRefused, match="colleague"):
        release(in_review)
    assert release(in_review, user=people.second).state == "published"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"is_checked": False}, "Confirm that nothing"),
        ({"public_title": " "}, "public title"),
        ({"public_text": ""}, "public text"),
    ],
)
def test_a_release_needs_its_texts_and_a_look_at_them(in_review, release, changes, message):
    with pytest.raises(QuestionRefused, match=message):
        release(in_review, **changes)
    assert fresh(in_review).state == "in_review"


def test_numbers_and_addresses_are_confirmed_one_by_one(in_review, release):
    in_review.answers.update(text='<p>Gọi <a href="tel:19001234">tổng đài</a> 0912 345 678</p>')
    text = "Căn cước 001234567890, thư toi@example.vn"
    with pytest.raises(DetailsFound) as refusal:
        release(in_review, public_text=text)
    found = {detail.text for detail in refusal.value.details}
    assert found == {"0912 345 678", "001234567890", "toi@example.vn"}
    with pytest.raises(DetailsFound, match="001234567890"):
        release(in_review, public_text=text, confirmed=["0912 345 678", "toi@example.vn"])
    assert fresh(in_review).page is None
    assert release(in_review, public_text=text, confirmed=found).state == "published"


def test_a_private_answer_has_no_page_and_is_forced_without_consent(in_review, people, release):
    Question.objects.filter(pk=in_review.pk).update(may_be_published=False)
    with pytest.raises(QuestionRefused, match="did not agree"):
        release(in_review)
    now = local(2026, 3, 11)
    with pytest.raises(NotAllowed):
        release_private(question_id=in_review.pk, user=people.officer, now=now)
    question = release_private(question_id=in_review.pk, user=people.centre, now=now)
    assert (question.state, question.page) == ("private", None)
    assert question.answers.get().is_public is False


def test_a_contested_answer_is_written_again_and_its_page_follows(in_review, people, release, now):
    page = release(in_review).page
    Question.objects.filter(pk=in_review.pk).update(is_contested=True)
    with pytest.raises(NotAllowed):
        reopen(question_id=in_review.pk, user=people.stranger, now=now)
    later = local(2026, 4, 1)
    reopen(question_id=in_review.pk, user=people.officer, now=later)
    question = fresh(in_review)
    assert (question.state, question.counted_from) == ("in_progress", date(2026, 4, 1))
    assert question.due_on > date(2026, 4, 20)
    assert question.contact.delete_after is None

    texts = {"public_title": question.public_title, "public_text": question.public_text}
    write = {"question_id": in_review.pk, "user": people.officer, "now": later}
    save_draft(**write, text="<p>Câu trả lời đúng</p>", **texts)
    send(**write)
    with pytest.raises(QuestionRefused, match="public page"):
        release_private(question_id=in_review.pk, user=people.centre, now=later)
    question = release(in_review, now=later)

    assert (question.page, question.is_contested) == (page, False)
    assert question.page.answer == "<p>Câu trả lời đúng</p>"
    assert question.page.slug == page.slug
    assert [one.state for one in question.answers.all()] == ["released", "released"]


def test_late_is_what_was_sent_late_and_stays_so(in_review, release):
    in_review.answers.update(sent_at=local(2026, 5, 4))
    Question.objects.filter(pk=in_review.pk).update(due_on=date(2026, 5, 1))
    assert release(in_review, now=local(2026, 5, 5)).was_late is True


def test_askers_who_want_mail_hear_of_it_without_a_word_of_it(
    in_review, people, release, now, django_capture_on_commit_callbacks
):
    other = {"email": "hai@example.vn", "wants_mail": True}
    follower = make_question(contact=other)
    silent = make_question(contact={"email": "ba@example.vn"})
    for one in (follower, silent):
        merge(question_id=one.pk, into_id=in_review.pk, user=people.centre, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        release(in_review)
    to_askers = [letter for letter in mail.outbox if "code" in letter.body or "mã" in letter.body]
    assert {tuple(letter.to) for letter in to_askers} == {(CONTACT["email"],), (other["email"],)}
    for letter in to_askers:
        assert "Kanari" not in letter.subject + letter.body
        assert in_review.public_title not in letter.subject + letter.body
        assert "/hoi-dap/theo-doi/" in letter.body


def test_the_public_answer_is_kept_valid_or_leads_to_a_newer_one(unit, people, now):
    def published():
        page = make_question_page(unit, review_on=date(2026, 1, 1))
        return make_question(unit=unit, state=QuestionState.PUBLISHED, page=page)

    old, newer, newest = published(), published(), published()
    with pytest.raises(NotAllowed):
        confirm_valid(page_id=old.page_id, user=people.stranger, now=now)
    for _time in range(2):
        page = confirm_valid(page_id=old.page_id, user=people.officer, now=now)
    assert (page.review_on, page.revisions.count()) == (date(2027, 3, 10), 1)

    def lead(one, to):
        return supersede(page_id=one.page_id, newer_id=to.page_id, user=people.centre, now=now)

    assert lead(old, newer).superseded_by_id == newer.page_id
    assert lead(newer, newest).superseded_by_id == newest.page_id
    for one, to in ((newest, old), (newest, newest)):
        with pytest.raises(QuestionRefused, match="leads to this one"):
            lead(one, to)
    with pytest.raises(NotAllowed):
        supersede(page_id=old.page_id, newer_id=newest.page_id, user=people.officer, now=now)
    with pytest.raises(QuestionRefused, match="not shown"):
        confirm_valid(page_id=old.page_id, user=people.officer, now=now)
    newest.page.unpublish()
    with pytest.raises(QuestionRefused, match="must be public"):
        lead(old, newest)


def test_pages_of_answers_and_their_sections_are_kept(unit):
    page = make_question_page(unit)
    assert first_kept([page]) is None
    assert "stand below it" in str(first_kept([page.get_parent()]))
    newer = make_question_page(unit)
    page.superseded_by = newer
    page.save()
    assert "older answer leads to it" in str(first_kept([newer]))
    make_question(unit=unit, state=QuestionState.PUBLISHED, page=page)
    assert "member's question" in str(first_kept([page]))


def test_joined_questions_follow_one_and_their_contacts_wait_for_it(unit, people, now, release):
    main = make_question(unit=unit, state=QuestionState.IN_REVIEW)
    first, second = make_question(contact=CONTACT), make_question(contact=CONTACT)
    join = {"user": people.centre, "now": now}
    with pytest.raises(NotAllowed):
        merge(question_id=first.pk, into_id=main.pk, user=people.officer, now=now)
    with pytest.raises(QuestionRefused, match="itself"):
        merge(question_id=main.pk, into_id=main.pk, **join)
    merge(question_id=second.pk, into_id=first.pk, **join)
    for _time in range(2):
        merge(question_id=first.pk, into_id=main.pk, **join)
    assert {fresh(one).merged_into for one in (first, second)} == {main}
    with pytest.raises(WrongState):
        merge(question_id=main.pk, into_id=first.pk, **join)
    assert set(Contact.objects.values_list("delete_after", flat=True)) == {None}

    release(main)
    until = date(2026, 3, 10) + timedelta(days=180)
    assert set(Contact.objects.values_list("delete_after", flat=True)) == {until}
    private = make_question(unit=unit, state=QuestionState.PRIVATE)
    with pytest.raises(QuestionRefused, match="asker alone"):
        merge(question_id=make_question().pk, into_id=private.pk, **join)


def test_who_asked_first_takes_the_place_of_what_is_withdrawn(people, now):
    main = make_question()
    late, early = make_question(), make_question(received_at=now - timedelta(days=300))
    for one in (late, early):
        merge(question_id=one.pk, into_id=main.pk, user=people.centre, now=now)
    heir = promote_follower(question=main, now=now)
    assert (heir, heir.state, heir.merged_into) == (early, "received", None)
    assert fresh(late).merged_into == early
    assert promote_follower(question=make_question(), now=now) is None


def test_parts_are_questions_of_their_own_with_the_same_day(unit, people, now):
    whole = make_question(unit=unit, received_at=local(2026, 3, 2))
    parts = [PartText("Còn bảo hiểm?", whole.topic)]
    do = {"question_id": whole.pk, "now": now}
    with pytest.raises(NotAllowed):
        split(**do, parts=parts, user=people.officer)
    [part] = split(**do, parts=parts, user=people.centre)
    assert (part.state, part.split_from, part.due_on) == ("received", whole, date(2026, 3, 23))
    assert part.tracking_digest != whole.tracking_digest
    assert fresh(whole).state == "assigned"
    for wrong, message in (([], "Write what"), (parts * 5, "at most 5")):
        with pytest.raises(QuestionRefused, match=message):
            split(**do, parts=wrong, user=people.centre)


def test_advice_is_asked_once_and_given_once(unit, other, people, now):
    question = make_question(unit=unit, public_text="Chậm lương thì làm gì?")
    ask = {"question_id": question.pk, "text": "Bên bạn làm sao?", "now": now}
    with pytest.raises(NotAllowed):
        ask_advice(**ask, unit=unit, user=people.stranger)
    with pytest.raises(QuestionRefused, match="another unit"):
        ask_advice(**ask, unit=unit, user=people.officer)
    with pytest.raises(QuestionRefused, match="Nobody answers"):
        ask_advice(**ask, unit=make_unit("BA"), user=people.officer)
    with pytest.raises(DetailsFound):
        ask_advice(**ask | {"text": "Gọi 0912345678"}, unit=other, user=people.officer)
    first = ask_advice(**ask, unit=other, user=people.officer)
    assert ask_advice(**ask, unit=other, user=people.colleague) == first

    give = {"advice_id": first.pk, "reply": "Theo điều 97", "now": now}
    with pytest.raises(NotAllowed):
        give_advice(**give, user=people.officer)
    for _time in range(2):
        give_advice(**give, user=people.stranger)
    with pytest.raises(QuestionRefused, match="already"):
        give_advice(**give | {"reply": "Khác"}, user=people.stranger)
    assert [one.action for one in question.steps.order_by("pk")][1:] == [
        "advice_asked",
        "advice_given",
    ]


def test_figures_count_open_overdue_ones_against(unit, other, count_queries):
    answered = {"unit": unit, "state": QuestionState.PRIVATE, "received_at": local(2026, 3, 2)}
    make_question(**answered)
    make_question(**answered)
    make_question(**answered, was_late=True)
    make_question(**answered | {"received_at": local(2025, 3, 2)})
    for fields in ({}, {"waiting_since": local(2026, 1, 5)}, {"state": QuestionState.IN_REVIEW}):
        make_question(**{"unit": unit, "received_at": local(2026, 1, 2)} | fields)
    make_question(unit=other)

    def read():
        days = {"first": date(2026, 3, 1), "last": date(2026, 3, 31), "today": date(2026, 3, 20)}
        return unit_figures(**days)

    found = read()
    assert found[unit.pk] == UnitFigures(answered=3, on_time=2, overdue=1)
    assert (found[unit.pk].rate, found[other.pk].rate) == (50, None)
    assert count_queries(read) == 1


@pytest.mark.sqlite
def test_marks_and_proposals_leave_only_ordinary_words():
    text = "Tôi là Nguyễn Văn Hòa, cty Samsung, 0912345678, hoa@example.vn."
    assert "".join(part.text for part in parts_of(text)) == text
    proposal = redacted(text)
    for secret in ("Hòa", "Samsung", "0912345678", "hoa@"):
        assert secret not in proposal
    assert details_left(proposal) == []
    assert plain_text('<p>Gọi&nbsp;<b>09</b>12</p><ul><li>a</li></ul>').split() == [
        "Gọi", "0912", "a",
    ]  # fmt: skip
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_one_version_at_most_is_open(unit):
    question = make_question(unit=unit, state=QuestionState.DRAFTED)
    with pytest.raises(DatabaseError), transaction.atomic():
        make_answer(question, state=AnswerState.DRAFT)
    assert Message.objects.count() == 0
