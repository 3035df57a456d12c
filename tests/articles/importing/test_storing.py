"""What an import stores: a draft of the writer, once, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.db.models.signals import post_save, pre_save
from wagtail.models import PageLogEntry, PageSubscription, Revision

from articles.importing.errors import ImportRefused
from articles.importing.services import import_document
from articles.models import ArticleAuthor, ArticlePage, NewsPage, NoticePage, ThematicPage
from core.models import AuditEntry, PortalImage
from factories.pictures import encoded
from factories.portal import make_image, make_unit, make_user, section_of
from factories.word import WordFile, drawing, p, story
from units.enums import PortalRole, UnitRole


def illustrated(*, text: str = "") -> WordFile:
    """Return a document with two pictures."""
    return story(
        p(text),
        p(drawing("a1")),
        p(drawing("a2")),
        pictures={
            "a1": ("media/a1.png", encoded("PNG")),
            "a2": ("media/a2.jpg", encoded("JPEG", size=(90, 60))),
        },
    )


@pytest.mark.parametrize(
    ("kind", "model"), [("news", NewsPage), ("thematic", ThematicPage), ("notice", NoticePage)]
)
def test_draft_belongs_to_its_writer_and_unit(imported, unit, writer, kind, model):
    page = imported(illustrated(), kind).page
    stored = model.objects.get(pk=page.pk)
    assert (stored.owner, stored.unit, stored.live) == (writer, unit, False)
    assert stored.get_parent().specific == section_of(unit, kind)
    assert stored.latest_revision.user == writer
    assert stored.has_unpublished_changes
    assert stored.slug == "cong-doan-cham-lo-tet-cho-nguoi-lao-dong"
    assert PageSubscription.objects.get(page=stored).user == writer
    actions = set(PageLogEntry.objects.filter(page=stored.pk).values_list("action", flat=True))
    assert {"wagtail.create", "wagtail.edit"} & actions


def test_writer_is_the_author_under_the_name_last_used(imported, writer, unit):
    first = imported(story(p("một"))).page
    assert [(author.user, author.pen_name, author.share) for author in first.authors.all()] == [
        (writer, writer.get_full_name(), 100)
    ]
    ArticleAuthor.objects.filter(page=first).update(pen_name="Hải Yến")
    second = imported(story(p("hai"))).page
    assert second.authors.get().pen_name == "Hải Yến"


def test_notice_has_no_authors(imported):
    assert imported(story(), "notice").page.authors.count() == 0


def test_audit_says_who_imported_what(imported, writer):
    page = imported(illustrated()).page
    entry = AuditEntry.objects.get(action="articles.piece.import")
    assert (entry.actor, entry.subject) == (writer, f"articles.newspage:{page.pk}")
    assert (entry.data["pictures"], entry.data["words"]) == (2, page.word_count)


def test_second_click_opens_the_same_draft(imported, stored):
    first = imported(illustrated())
    before = stored()
    second = imported(illustrated())
    assert (first.is_new, second.is_new) == (True, False)
    assert second.page.pk == first.page.pk
    assert stored() == before


def test_after_a_change_the_same_document_is_a_new_draft_with_the_same_pictures(imported, writer):
    first = imported(illustrated()).page
    first.title = "Sửa"
    first.save_revision(user=writer)
    second = imported(illustrated())
    assert second.is_new
    assert second.page.pk != first.pk
    assert second.page.slug == "cong-doan-cham-lo-tet-cho-nguoi-lao-dong-2"
    assert PortalImage.objects.count() == 2


@pytest.mark.parametrize("change", ["deleted", "published"])
def test_a_draft_that_is_gone_or_live_is_not_opened_again(imported, change):
    first = imported(story()).page
    if change == "deleted":
        first.delete()
    else:
        type(first).objects.filter(pk=first.pk).update(live=True)
    second = imported(story())
    assert second.is_new
    assert second.page.pk != first.pk


def test_another_kind_and_another_person_get_drafts_of_their_own(imported, unit):
    pages = {imported(story(), kind).page.pk for kind in ("news", "thematic", "notice")}
    colleague = make_user(unit=unit, role=UnitRole.CHIEF_EDITOR)
    piece = import_document(
        file=story().upload(), section=section_of(unit, "news"), kind="news", user=colleague
    )
    assert len(pages | {piece.page.pk}) == 4


def test_the_same_picture_of_another_unit_is_not_shared(imported, unit):
    other = make_unit()
    colleague = make_user(unit=other, role=UnitRole.CONTRIBUTOR)
    for section, user in ((section_of(other, "news"), colleague),):
        import_document(file=illustrated().upload(), section=section, kind="news", user=user)
    imported(illustrated())
    assert PortalImage.objects.filter(collection=other.collection).count() == 2
    assert PortalImage.objects.filter(collection=unit.collection).count() == 2


def people(unit) -> dict:
    """Return people who may not import into the unit's sections, by name."""
    return {
        "another unit": make_user(unit=make_unit(), role=UnitRole.CHIEF_EDITOR),
        "administrator of the unit": make_user(unit=unit, role=UnitRole.ADMINISTRATOR),
        "desk": make_user(portal_role=PortalRole.NEWS_DESK_HEAD),
        "office": make_user(portal_role=PortalRole.OFFICE),
        "former colleague": make_user(unit=unit, role=UnitRole.CONTRIBUTOR, is_active=False),
    }


def test_nobody_else_imports(unit, stored):
    section, others = section_of(unit, "news"), people(unit)
    before = stored()
    for name, user in others.items():
        with pytest.raises(ImportRefused, match="may not write"):
            import_document(file=story().upload(), section=section, kind="news", user=user)
        assert stored() == before, name


@pytest.mark.parametrize("kind", ["notice", "page", ""])
def test_no_kind_that_the_section_does_not_hold(unit, writer, stored, kind):
    before = stored()
    with pytest.raises(ImportRefused, match="may not write"):
        import_document(
            file=story().upload(), section=section_of(unit, "news"), kind=kind, user=writer
        )
    assert stored() == before


class Crash(Exception):
    """Something that happens to a server."""


@contextmanager
def crashing(signal, sender, number: int) -> Iterator[None]:
    """Fail at the nth saving of a model."""
    times = []

    def crash(**kwargs) -> None:
        times.append(kwargs)
        if len(times) == number:
            raise Crash

    signal.connect(crash, sender=sender)
    try:
        yield
    finally:
        signal.disconnect(crash, sender=sender)


@pytest.mark.parametrize(
    ("signal", "sender", "number"),
    [
        (pre_save, PortalImage, 1),
        (post_save, PortalImage, 1),
        (pre_save, PortalImage, 2),
        (post_save, PortalImage, 2),
        (pre_save, NewsPage, 1),
        (post_save, NewsPage, 1),
        (post_save, ArticleAuthor, 1),
        (post_save, Revision, 1),
        (post_save, PageSubscription, 1),
        (post_save, AuditEntry, 1),
    ],
)
def test_crash_in_the_middle_leaves_nothing(imported, unit, stored, signal, sender, number):
    kept = make_image(unit)
    before = stored()
    with crashing(signal, sender, number), pytest.raises(Crash):
        imported(illustrated())
    assert stored() == before
    assert kept.file.storage.exists(kept.file.name)
    assert imported(illustrated()).page.picture_count == 2


def test_a_picture_of_the_collection_survives_the_crash_of_an_import_that_uses_it(imported, stored):
    imported(illustrated(text="một"))
    before = stored()
    with crashing(post_save, NewsPage, 1), pytest.raises(Crash):
        imported(illustrated(text="hai"))
    assert stored() == before


@pytest.mark.postgres  # SQLite keeps the test database in memory, for one thread
@pytest.mark.django_db(transaction=True)
def test_the_same_request_twice_at_once_makes_one_draft(unit, writer):
    section, barrier, outcomes = section_of(unit, "news"), Barrier(3), []

    def send() -> None:
        barrier.wait()
        try:
            piece = import_document(
                file=illustrated().upload(), section=section, kind="news", user=writer
            )
            outcomes.append((piece.page.pk, piece.is_new))
        finally:
            connection.close()

    threads = [Thread(target=send) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [is_new for _pk, is_new in sorted(outcomes, key=lambda row: row[1])] == [
        False,
        False,
        True,
    ]
    assert {pk for pk, _is_new in outcomes} == set(ArticlePage.objects.values_list("pk", flat=True))
    assert PortalImage.objects.count() == 2
