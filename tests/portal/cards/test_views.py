"""The address of a card gives the card of a readable page, and nothing of any other."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import PageViewRestriction

from factories.portal import make_article, make_image, make_unit
from portal.cards import store
from portal.cards.facts import CardFacts, card_address, card_facts, readable_facts
from units.services.provisioning import unit_home

BASE = "http://127.0.0.1:8000"
FACTS = CardFacts("Tin", "Đơn vị", "Cổng", "red")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.GENERATED_ROOT = tmp_path
    return tmp_path / "cards"


def named_card(client: Client, address: str) -> str:
    text = client.get(address).content.decode()
    found = re.search(r'<meta property="og:image" content="([^"]+)">', text)
    return found[1].removeprefix(BASE) if found else ""


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.*"))


@pytest.mark.django_db
def test_page_names_the_card_of_a_piece_without_a_cover(client: Client, folder: Path) -> None:
    unit = make_unit("MOT")
    unit_home(unit)
    article = make_article("news", unit, title="Tin không ảnh")

    response = client.get(named_card(client, article.get_url()))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Image.open(BytesIO(response.content)).size == (1200, 630)
    assert len(files(folder)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/en/", "/don-vi/", "/don-vi/mot/", "/tin-tuc/"])
def test_every_page_names_a_card_that_exists(client: Client, address: str) -> None:
    make_unit("MOT")
    card = named_card(client, address)

    assert card.startswith("/the-chia-se/")
    assert client.get(card).status_code == 200


@pytest.mark.django_db
def test_english_page_and_coloured_unit_agree_with_their_address(client: Client) -> None:
    home = unit_home(make_unit("MOT"))
    home.accent = "teal"
    home.save_revision().publish()

    assert readable_facts(home.pk).accent == "teal"
    assert client.get(named_card(client, home.get_url())).status_code == 200


@pytest.mark.django_db
def test_piece_with_a_cover_shows_it_instead(client: Client) -> None:
    from articles.tasks import make_page_renditions

    unit = make_unit()
    article = make_article("news", unit, cover=make_image(unit))
    make_page_renditions.enqueue(page_id=article.pk)

    assert named_card(client, article.get_url()).startswith("/media/images/")


@pytest.mark.django_db
def test_former_title_leads_to_the_present_card(client: Client, folder: Path) -> None:
    article = make_article("news", make_unit(), title="Tựa cũ")
    old = named_card(client, article.get_url())
    client.get(old)
    article.title = "Tựa mới"
    article.save_revision().publish()

    response = client.get(old)

    new = named_card(client, article.get_url())
    assert (response.status_code, response.url) == (302, BASE + new)
    assert client.get(new).status_code == 200
    assert len(files(folder)) == 1


def secret_card(page, unit) -> str:
    facts = card_facts(title=page.title, unit_title=unit_home(unit).title, accent="")
    return card_address(page.pk, facts).removeprefix(BASE)


@pytest.mark.django_db
def test_titles_that_nobody_may_read_have_no_card(client: Client, folder: Path) -> None:
    ours, theirs = make_unit("MOT"), make_unit("HAI")
    shown = make_article("news", ours, title="Tin đã đăng")
    draft = make_article("news", theirs, title="Tin mật còn nháp", live=False)
    gone = make_article("news", theirs, title="Tin đã rút")
    kept = make_article("news", theirs, title="Tin nội bộ")
    PageViewRestriction.objects.create(page=kept.page_ptr, restriction_type="login")
    drawn = secret_card(gone, theirs)
    assert client.get(drawn).status_code == 200
    gone.unpublish()

    guesses = [secret_card(page, theirs) for page in (draft, gone, kept)]
    guesses += [re.sub(r"-\w+\.", f"-{'0' * 16}.", guess) for guess in guesses]
    answers = [client.get(guess) for guess in guesses]

    assert {answer.status_code for answer in answers} == {404}
    assert not any("Location" in answer.headers for answer in answers)
    assert client.get(secret_card(shown, ours)).status_code == 200
    assert not [name for name in files(folder) if name.startswith((f"{draft.pk}-", f"{kept.pk}-"))]


@pytest.mark.django_db
def test_waiting_title_of_a_live_piece_is_not_drawn(client: Client) -> None:
    unit = make_unit("HAI")
    article = make_article("news", unit, title="Tựa đang đăng")
    article.title = "Tựa chờ duyệt"
    article.save_revision()

    response = client.get(secret_card(article, unit))

    assert response.status_code == 302
    article.refresh_from_db()
    assert response.url == BASE + secret_card(article, unit)


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["1", "999999999", "9" * 30])
def test_numbers_of_no_page_are_not_found(client: Client, number: str) -> None:
    assert client.get(f"/the-chia-se/{number}-{'0' * 16}.png").status_code == 404


@pytest.mark.django_db
def test_card_costs_few_queries(client: Client, count_queries) -> None:
    card = named_card(client, make_article("news", make_unit()).get_url())
    client.get(card)

    assert count_queries(lambda: client.get(card)) <= 4


def test_kept_card_is_not_drawn_again(monkeypatch) -> None:
    first = store.card_of(7, FACTS)
    monkeypatch.setattr(store, "draw_card", None)

    assert store.card_of(7, FACTS) == first


def test_cards_of_other_pages_and_titles_stay_apart(folder: Path) -> None:
    store.card_of(7, FACTS)
    store.card_of(107, FACTS)
    store.card_of(7, FACTS._replace(title="Khác"))

    assert [name.partition("-")[0] for name in files(folder)] == ["107", "7"]


def test_many_requests_at_once_get_one_whole_card(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        cards = set(pool.map(lambda _number: store.card_of(7, FACTS), range(24)))

    assert len(cards) == 1
    assert len(files(folder)) == 1
    assert (folder / "07" / files(folder)[0]).read_bytes() in cards


def test_crash_in_the_middle_leaves_no_half_card(folder: Path, monkeypatch) -> None:
    def die(self, target):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            store.card_of(7, FACTS)
    assert files(folder) == []

    Image.open(BytesIO(store.card_of(7, FACTS))).verify()


def test_what_a_killed_process_left_is_swept_away(folder: Path, monkeypatch) -> None:
    (folder / "07").mkdir(parents=True)
    (folder / "07" / "7-abc.part").write_bytes(b"\x89PNG half")
    store.card_of(7, FACTS)
    assert "7-abc.part" in files(folder), "another process may be writing it"

    monkeypatch.setattr(store, "ABANDONED_AFTER", -1)
    store.card_of(7, FACTS._replace(title="Khác"))

    assert "7-abc.part" not in files(folder)


def test_full_disk_does_not_cost_the_reader_the_card(folder: Path, caplog) -> None:
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("not a folder")

    Image.open(BytesIO(store.card_of(7, FACTS))).verify()
    assert "was not kept" in caplog.text
