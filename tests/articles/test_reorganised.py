"""What becomes of pieces, quotas and payees when their unit ends, and that it can be undone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page, PageLogEntry, WorkflowState

from articles.enums import ContributionState
from articles.errors import ReviewRefused
from articles.models import ArticlePage, Contribution, Desk, QuotaExemption
from articles.queue import visible_contributions, waiting_contributions
from articles.royalties.drawing import plan_statement
from articles.services.submission import submit_piece
from core.weeks import week_of
from factories.newsroom import make_used_piece
from factories.portal import make_article, make_english, make_unit, make_user, section_of
from factories.quotas import make_sent
from factories.reorganising import NOW, carried_out, dump, make_plan, planned
from factories.royalties import desk_named, make_grade, make_payee
from units.enums import PortalRole, UnitRole
from units.reorganisation.enums import OperationKind
from units.reorganisation.services.applying import apply_plan
from units.reorganisation.services.previewing import preview
from units.reorganisation.services.undoing import undo_reorganisation, why_not_undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return make_unit("CU")


@pytest.fixture
def new():
    return make_unit("MOI")


@pytest.fixture
def author(old):
    return make_user(unit=old, role=UnitRole.CONTRIBUTOR)


def merge(old, new):
    return carried_out(make_plan(old, to=(new,)))


def again(page):
    return ArticlePage.objects.get(pk=page.pk).specific


def decide(page, user, action, **data):
    state = again(page).current_workflow_task_state
    state.task.specific.on_action(state, user, action, **data)
    return again(page)


@pytest.mark.parametrize("kind", ["news", "thematic", "notice"])
def test_a_draft_goes_into_the_section_of_its_type(old, new, kind):
    page = make_article(kind, old, live=False)
    merge(old, new)
    page = again(page)
    assert page.get_parent().specific == section_of(new, kind)
    assert page.unit == new
    assert page.get_latest_revision_as_object().unit == new


def test_what_readers_have_had_stays_under_the_old_name(old, new):
    live = make_article("news", old)
    taken_down = make_article("news", old)
    Page.objects.filter(pk=taken_down.pk).update(live=False)
    used = make_sent(old, NOW - timedelta(days=30), used_at=NOW - timedelta(days=29))
    addresses = [page.get_url() for page in (live, used.page)]
    merge(old, new)
    assert {again(page).unit for page in (live, taken_down, used.page)} == {old}
    assert [again(page).get_url() for page in (live, used.page)] == addresses
    assert Contribution.objects.get(pk=used.pk).unit == old


def test_a_piece_in_review_waits_for_the_chief_editors_of_the_taker(old, new, author):
    page = make_article("news", old, live=False, owner=author)
    submit_piece(page=page, user=author)
    chief = make_user(unit=new, role=UnitRole.CHIEF_EDITOR)
    foreign = make_user(unit=make_unit("BA"), role=UnitRole.CHIEF_EDITOR)
    assert not waiting_contributions(chief).exists()
    merge(old, new)
    [waiting] = waiting_contributions(make_same(chief))
    assert (waiting.page_id, waiting.unit) == (page.pk, new)
    assert not visible_contributions(foreign).exists()
    with pytest.raises(ReviewRefused):
        decide(page, foreign, "approve")
    decide(page, make_same(chief), "approve")
    assert Contribution.objects.get(page=page).state == ContributionState.DESK_REVIEW
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    page = decide(page, make_user(portal_role=PortalRole.NEWS_DESK_EDITOR), "approve")
    assert page.live
    assert page.get_url().startswith("/don-vi/moi/tin-tuc/")


def make_same(user):
    """Return the same account, whose roles are read anew."""
    return type(user).objects.get(pk=user.pk)


def test_a_piece_at_a_desk_counts_for_who_sent_it_and_goes_over(old, new):
    sent_at = NOW - timedelta(days=40)
    page = make_article("news", old, live=False)
    piece = make_sent(old, sent_at, page=page)
    merge(old, new)
    piece.refresh_from_db()
    assert again(page).unit == new
    assert (piece.unit, piece.sent_week) == (old, week_of(sent_at))
    contributor = make_user(unit=new, role=UnitRole.CONTRIBUTOR)
    assert list(visible_contributions(contributor)) == [piece]


def test_an_address_that_is_taken_changes_also_in_the_text_to_be_published(old, new):
    taken = make_article("news", new, slug="mua-xuan")
    page = make_article("news", old, live=False, slug="mua-xuan")
    operation = merge(old, new)
    page = again(page)
    assert page.slug == "mua-xuan-2"
    assert why_not_undone(operation) == []
    page.get_latest_revision().publish(skip_permission_checks=True)
    assert again(page).get_url() == "/don-vi/moi/tin-tuc/mua-xuan-2/"
    assert again(taken).get_url() == "/don-vi/moi/tin-tuc/mua-xuan/"


def test_an_english_draft_goes_into_the_english_section(old, new):
    make_english(section_of(new, "news"))
    draft = make_english(make_article("news", old, live=False))
    Page.objects.filter(pk=draft.pk).update(live=False, first_published_at=None)
    merge(old, new)
    assert again(draft).get_parent().locale.language_code == "en"
    assert again(draft).unit == new


def test_a_closed_unit_keeps_its_drafts(old):
    page = make_article("news", old, live=False)
    carried_out(make_plan(old, kind=OperationKind.CLOSE))
    assert again(page).unit == old


def test_exemptions_go_on_from_the_week_of_the_first_day(old, new):
    monday = date(2026, 11, 16)
    over = {"first_week": date(2026, 10, 5), "last_week": date(2026, 10, 12)}
    running = {"first_week": date(2026, 11, 2), "last_week": date(2026, 12, 7)}
    for span in (over, running):
        QuotaExemption.objects.create(unit=old, reason="Thiên tai", **span)
    merge(old, new)
    assert week_of(NOW) == monday
    [repeated] = QuotaExemption.objects.filter(unit=new)
    assert (repeated.first_week, repeated.last_week) == (monday, date(2026, 12, 7))
    assert repeated.reason == "Thiên tai"
    assert QuotaExemption.objects.filter(unit=old).count() == 2


def test_desks_go_over(old, new):
    Desk.objects.filter(code="news").update(unit=old)
    merge(old, new)
    assert Desk.objects.get(code="news").unit == new


def test_unpaid_royalties_are_paid_to_the_same_people(old, new):
    writer = make_user(unit=old, role=UnitRole.CONTRIBUTOR)
    with_account = make_payee(writer, unit=old)
    outside = make_payee(unit=old, pen_name="Hải Yến")
    namesake = make_payee(unit=new, pen_name="Hải Yến")
    piece = make_used_piece(old, authors=[(writer, "Nam", 50), (None, "Hải Yến", 50)])
    make_grade(piece, amount=300_000)
    own = make_used_piece(new, authors=[(None, "Hải Yến", 100)])
    make_grade(own, amount=200_000)
    before = planned_lines()
    assert {payee for payee, _amount in before} == {with_account.pk, outside.pk, namesake.pk}
    merge(old, new)
    assert planned_lines() == before
    with_account.refresh_from_db()
    outside.refresh_from_db()
    assert (with_account.unit, outside.unit) == (new, old)


def planned_lines() -> list[tuple[int, int]]:
    plan = plan_statement(desk=desk_named(), month=timezone.localdate().replace(day=1))
    return sorted((line.payee.pk, line.amount) for line in plan.lines)


def test_totals_of_the_old_unit_are_read_by_the_taker_alone(client, old, new):
    reader = make_user(unit=new, role=UnitRole.ADMINISTRATOR)
    foreign = make_user(unit=make_unit("BA"), role=UnitRole.ADMINISTRATOR)
    former = make_user(unit=old, role=UnitRole.ADMINISTRATOR, is_active=True)
    merge(old, new)
    for user, status in ((reader, 200), (former, 200), (foreign, 404)):
        client.force_login(user)
        for address in ("/admin/royalties/units/CU/", "/admin/quotas/units/CU/"):
            found = client.get(address)
            assert found.status_code == status, (user, address, found.status_code)


def test_undoing_brings_every_piece_back(old, new, author):
    make_article("news", new, slug="mua-xuan")
    make_article("news", old, live=False, slug="mua-xuan")
    page = make_article("news", old, live=False, owner=author)
    submit_piece(page=page, user=author)
    QuotaExemption.objects.create(
        unit=old, reason="Thiên tai", first_week=date(2026, 11, 2), last_week=date(2026, 12, 7)
    )
    make_payee(author, unit=old)
    Desk.objects.filter(code="news").update(unit=old)
    operation = planned(make_plan(old, to=(new,)))
    before = dump()
    digest = preview(operation=operation, user=None, now=NOW).digest()
    operation = apply_plan(operation=operation, digest=digest, by=None, now=NOW)
    assert why_not_undone(operation) == []
    undo_reorganisation(operation=operation, by=author, now=NOW)
    after = dump()
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def test_a_decision_since_stands_against_undoing(old, new, author):
    page = make_article("news", old, live=False, owner=author)
    submit_piece(page=page, user=author)
    operation = merge(old, new)
    decide(page, make_user(unit=new, role=UnitRole.CHIEF_EDITOR), "approve")
    assert why_not_undone(operation)


def test_the_report_tells_what_moves_and_what_stays(old, new):
    make_article("news", old)
    make_article("news", old, live=False)
    report = preview(operation=planned(make_plan(old, to=(new,))), user=None, now=NOW)
    with override("en"):
        [passage] = report.as_data()["passages"]
    assert ["pieces that are not published yet", 1] in passage["moves"]
    assert ["published pieces", 1] in passage["keeps"]
    assert not PageLogEntry.objects.filter(action="wagtail.move").exists()


def test_chief_editors_of_the_taker_update_what_was_published(old, new):
    live, gone = make_article("news", old), make_article("news", old)
    Page.objects.filter(pk=gone.pk).update(live=False)
    merge(old, new)
    chief = make_user(unit=new, role=UnitRole.CHIEF_EDITOR)
    contributor = make_user(unit=new, role=UnitRole.CONTRIBUTOR)
    foreign = make_user(unit=make_unit("BA"), role=UnitRole.CHIEF_EDITOR)
    client = Client()
    for user, page, status in (
        (chief, live, 200),
        (chief, gone, 404),
        (contributor, live, 404),
        (foreign, live, 404),
    ):
        client.force_login(user)
        found = client.get(f"/admin/pages/{page.pk}/edit/")
        assert found.status_code == status, (user, page)
    client.force_login(chief)
    section = section_of(old, "news")
    assert client.get(f"/admin/pages/add/articles/newspage/{section.pk}/").status_code == 404
    rights = live.permissions_for_user(chief)
    assert rights.can_edit()
    assert not (rights.can_publish())
    assert not (rights.can_unpublish())
    assert not (rights.can_delete())


def test_an_update_of_a_published_piece_waits_for_the_taker(old, new, author):
    live = make_article("news", old, owner=author)
    live.title = "Tiêu đề mới"
    live.save_revision(user=author)
    submit_piece(page=live, user=author)
    foreign = make_user(unit=make_unit("BA"), role=UnitRole.CHIEF_EDITOR)
    merge(old, new)
    chief = make_user(unit=new, role=UnitRole.CHIEF_EDITOR)
    with pytest.raises(ReviewRefused):
        decide(live, foreign, "approve")
    assert [one.page_id for one in waiting_contributions(chief)] == [live.pk]
    page = decide(live, chief, "approve")
    page = decide(page, make_user(portal_role=PortalRole.NEWS_DESK_EDITOR), "approve")
    assert (page.title, page.unit, page.get_parent().specific) == (
        "Tiêu đề mới",
        old,
        section_of(old, "news"),
    )
