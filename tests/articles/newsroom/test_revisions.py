"""Any two revisions beside each other: for the unit, and for desks as far as they may read."""

import pytest
from django.urls import reverse

from articles.models import Contribution
from articles.newsroom.track.revisions import comparable_revisions, desk_revision
from articles.newsroom.track.viewers import viewer_of
from articles.services.submission import submit_piece
from factories.portal import make_unit, make_user
from units.enums import UnitRole

pytestmark = pytest.mark.django_db

SECRET = "Sapo kín của đơn vị."


def save(page, lead: str, user) -> int:
    """Save a draft with another lead and return the number of its revision."""
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.lead = lead
    return draft.save_revision(user=user).pk


def compare(client, piece, one, other):
    address = reverse("contribution_revisions", args=[piece.pk])
    return client.get(address, {"from": one, "to": other})


def readable(user, piece) -> list[int]:
    viewer = viewer_of(user, piece.pk)
    return sorted(comparable_revisions(viewer).values_list("pk", flat=True))


def all_of(page) -> list[int]:
    return sorted(page.revisions.values_list("pk", flat=True))


@pytest.fixture
def used(page, people, decide):
    """A used piece whose first two revisions differ and whose third is the unit's own draft."""
    save(page, "Sapo do bàn sửa.", people.editor)
    page = decide(page, people.editor, "approve")
    page = decide(page, people.chief, "approve")
    assert page.live
    save(page, SECRET, people.author)
    return page


def test_desk_compares_after_use_what_came_to_it(used, people, browse):
    piece = Contribution.objects.get(page=used)
    first, second, draft = all_of(used)
    for who in ("editor", "head", "in_chief"):
        client = browse(getattr(people, who))
        text = compare(client, piece, first, second).content.decode()
        assert "bàn sửa" in text
        for pair in ((first, draft), (draft, draft), (second, draft)):
            response = compare(client, piece, *pair)
            assert response.status_code == 404
            assert SECRET not in response.content.decode()


def test_unit_compares_all_of_them(used, people, browse):
    piece = Contribution.objects.get(page=used)
    first, _second, draft = all_of(used)
    for who in ("author", "chief", "administrator"):
        text = compare(browse(getattr(people, who)), piece, first, draft).content.decode()
        assert "kín" in text


def test_order_of_the_choice_does_not_matter(used, people, browse):
    piece = Contribution.objects.get(page=used)
    first, second, _draft = all_of(used)
    client = browse(people.editor)
    one, other = (compare(client, piece, *pair) for pair in ((first, second), (second, first)))
    assert one.context["revision_a_heading"] == other.context["revision_a_heading"]


def test_comparison_names_time_and_person(used, people, browse):
    piece = Contribution.objects.get(page=used)
    first, second, _draft = all_of(used)
    context = compare(browse(people.head), piece, first, second).context
    assert people.editor.get_full_name() in context["revision_b_heading"]


def test_while_it_waits_the_desk_reads_every_revision(page, piece, people):
    save(page, "Bản mới.", people.author)
    for who in ("editor", "in_chief", "author"):
        assert readable(getattr(people, who), piece) == all_of(page)


def test_returned_piece_shows_the_desk_nothing_newer(page, piece, people, decide):
    seen = all_of(page)
    page = decide(page, people.editor, "reject", comment="Viết lại.")
    save(page, SECRET, people.author)
    assert readable(people.editor, piece) == seen
    assert readable(people.author, piece) == all_of(page)
    submit_piece(page=type(page).objects.get(pk=page.pk), user=people.author)
    assert readable(people.editor, piece) == all_of(page)


def test_former_desk_reads_on_what_came_to_the_desks(page, piece, people, decide):
    page = decide(page, people.editor, "transfer")
    save(page, "Sapo bàn chuyên đề.", people.thematic)
    assert readable(people.thematic, piece) == all_of(page)
    assert readable(people.editor, piece) == all_of(page)[:-1]


def test_colleague_s_drafts_are_not_read_by_another_contributor(page, piece, people, browse):
    colleague = make_user(unit=piece.unit, role=UnitRole.CONTRIBUTOR)
    assert readable(colleague, piece) == []
    only = page.latest_revision_id
    assert compare(browse(colleague), piece, only, only).status_code == 404
    context = browse(colleague).get(reverse("contribution_track", args=[piece.pk])).context
    assert context["revisions"] == []


def test_others_find_no_comparison(used, people, browse):
    piece = Contribution.objects.get(page=used)
    first, second, _draft = all_of(used)
    outsiders = [people.thematic, make_user(unit=make_unit(), role=UnitRole.CHIEF_EDITOR)]
    for user in outsiders:
        assert compare(browse(user), piece, first, second).status_code == 404


def test_revision_of_another_piece_does_not_exist(used, send, people, browse):
    piece = Contribution.objects.get(page=used)
    first, _second, _draft = all_of(used)
    other = send().latest_revision_id
    assert compare(browse(people.editor), piece, first, other).status_code == 404


@pytest.mark.parametrize("odd", ["x", "-1", "9" * 30, "latest", "live", "٣"])
def test_odd_numbers_are_404(used, people, browse, odd):
    piece = Contribution.objects.get(page=used)
    assert compare(browse(people.editor), piece, odd, odd).status_code == 404


def test_without_a_choice_it_leads_back(used, people, browse):
    piece = Contribution.objects.get(page=used)
    response = compare(browse(people.editor), piece, "", "")
    assert response.headers["Location"] == reverse("contribution_track", args=[piece.pk])


def test_way_offers_the_readable_revisions_newest_first(used, people, browse):
    piece = Contribution.objects.get(page=used)
    first, second, _draft = all_of(used)
    context = browse(people.editor).get(reverse("contribution_track", args=[piece.pk])).context
    assert [one.pk for one in context["revisions"]] == [second, first]
    assert context["revisions"][0].marks == ("đăng lần đầu", "đang đăng")


def test_wagtail_s_own_comparison_stays_shut_after_use(used, people, browse):
    first, second, _draft = all_of(used)
    address = reverse("wagtailadmin_pages:revisions_compare", args=[used.pk, first, second])
    assert browse(people.editor).get(address).status_code == 404


def test_desk_s_text_is_what_it_may_read_in_each_state(page, piece, people, decide):
    piece = Contribution.objects.get(pk=piece.pk)
    assert desk_revision(piece) == piece.revision
    page = decide(page, people.editor, "reject", comment="Viết lại.")
    came = page.latest_revision_id
    save(page, SECRET, people.author)
    assert desk_revision(Contribution.objects.get(pk=piece.pk)).pk == came
    submit_piece(page=type(page).objects.get(pk=page.pk), user=people.author)
    page = decide(page, people.editor, "approve")
    page = decide(page, people.chief, "approve")
    save(page, "Bản nháp cập nhật.", people.author)
    assert desk_revision(Contribution.objects.get(pk=piece.pk)) == page.live_revision
