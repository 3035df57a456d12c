"""The editor offers the genres of the printed and electronic press only."""

import pytest

from articles.models import Genre
from factories.editor import Editor, messages_of
from factories.portal import make_article, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def radio():
    return Genre.objects.filter(is_offered=False).first()


def choices(form) -> set:
    return set(form.fields["genre"].queryset)


def form_of(page, user):
    return page.get_edit_handler().get_form_class()(instance=page, for_user=user)


def test_offered_genres_only(unit, people):
    page = make_article("news", unit, owner=people.author, live=False)
    assert choices(form_of(page, people.author)) == set(Genre.objects.filter(is_offered=True))


def test_piece_keeps_the_genre_it_has(unit, people, radio):
    page = make_article("news", unit, owner=people.author, live=False, genre=radio)
    assert radio in choices(form_of(page, people.author))


def test_other_genres_are_refused(unit, people, radio):
    editor = Editor(people.author)
    response = editor.create(section_of(unit, "news"), action="submit", genre=str(radio.pk))
    assert response.status_code == 200
    assert messages_of(response)
