"""What readers do on a piece in a real browser: look, watch, listen, choose, share."""

import json

import pytest
from playwright.sync_api import Page, expect

from core.renditions import make_first_renditions
from factories.portal import make_article, make_image, make_unit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
FILM = "https://www.youtube.com/watch?v=abcdefghijk"
PLAYER = "https://www.youtube-nocookie.com/**"
# A device with one Vietnamese voice, whose speech the test hears and ends.
VOICE = """
window.heard = [];
speechSynthesis.getVoices = () => [{ lang: 'vi-VN', localService: true }];
speechSynthesis.speak = (one) => heard.push(one);
speechSynthesis.cancel = () => {};
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.fixture
def piece():
    """Return a piece with three pictures and a film."""
    unit = make_unit()
    images = [make_image(unit) for _number in range(3)]
    make_first_renditions(cover=None, pictures=images)
    items = [
        {"image": image.pk, "alt": f"Ảnh {n}", "caption": f"Chú thích {n}", "credit": "A"}
        for n, image in enumerate(images, 1)
    ]
    blocks = (
        ("rich_text", "<p>Câu một. Câu hai.</p>"),
        ("gallery", {"items": items}),
        ("video", {"url": FILM, "caption": "Phim"}),
    )
    return make_article(
        "news",
        unit,
        title="Một buổi sáng",
        body=json.dumps([{"type": name, "value": value} for name, value in blocks]),
    )


def open_piece(reader: Page, piece) -> None:
    reader.goto(piece.get_url(), wait_until="load")


def focused(page: Page, attribute: str) -> str:
    """Return an attribute of what has the focus."""
    return page.evaluate("(name) => document.activeElement.getAttribute(name)", attribute)


def test_pictures_are_walked_by_keyboard_finger_and_pointer(reader: Page, piece) -> None:
    open_piece(reader, piece)
    links, dialog = reader.locator("[data-large]"), reader.locator("dialog")
    place = dialog.locator("output")

    links.nth(1).focus()
    reader.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    expect(place).to_have_text("Ảnh 2 trên 3")
    expect(dialog.locator("figcaption")).to_contain_text("Chú thích 2")
    for key, number in (
        *(("ArrowRight", 3), ("ArrowRight", 1), ("ArrowLeft", 3)),
        *(("Home", 1), ("End", 3), ("ArrowUp", 3)),
    ):
        reader.keyboard.press(key)
        expect(place).to_have_text(f"Ảnh {number} trên 3")
    expect(dialog.get_by_role("button", name="Đóng")).to_be_visible()
    expect(dialog.get_by_role("button", name="Ảnh trước")).to_be_visible()

    # The focus never reaches the page behind.
    for _number in range(5):
        reader.keyboard.press("Tab")
        assert reader.evaluate(
            "document.activeElement === document.body"
            " || document.querySelector('dialog').contains(document.activeElement)"
        )
    reader.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert focused(reader, "href") == links.nth(1).get_attribute("href")

    links.nth(0).click()
    swipe(reader, -120)
    expect(place).to_have_text("Ảnh 2 trên 3")
    swipe(reader, 120)
    expect(place).to_have_text("Ảnh 1 trên 3")
    swipe(reader, 10)
    expect(place).to_have_text("Ảnh 1 trên 3")
    dialog.get_by_role("button", name="Ảnh sau").click()
    expect(place).to_have_text("Ảnh 2 trên 3")
    dialog.get_by_role("button", name="Đóng").click()
    expect(dialog).to_be_hidden()


def swipe(page: Page, distance: int) -> None:
    """Draw a finger sideways over the picture."""
    page.evaluate(
        """(distance) => {
        const at = (type, clientX) => document.querySelector('dialog img').dispatchEvent(
            new PointerEvent(type, { clientX, clientY: 300, pointerType: 'touch',
                isPrimary: true, bubbles: true }));
        at('pointerdown', 200);
        at('pointerup', 200 + distance);
        }""",
        distance,
    )


def test_a_film_asks_its_provider_only_after_the_click(reader: Page, piece) -> None:
    asked: list[str] = []
    reader.context.route(PLAYER, lambda route: route.fulfill(body="<p>Phim</p>"))
    reader.on("request", lambda request: asked.append(request.url))
    open_piece(reader, piece)
    card = reader.locator("[data-player]")
    card.scroll_into_view_if_needed()
    here = reader.url.split("/don-vi/")[0]
    assert asked
    assert [url for url in asked if not url.startswith((here, "data:"))] == []

    card.focus()
    reader.keyboard.press("Enter")

    frame = reader.locator("iframe")
    expect(frame).to_have_attribute("title", "Phim")
    expect(reader.frame_locator("iframe").locator("p")).to_have_text("Phim")
    assert focused(reader, "src").startswith("https://www.youtube-nocookie.com/embed/abcdefghijk")
    expect(card).to_have_count(0)


def test_choices_hold_on_every_page_and_before_the_first_paint(reader: Page, piece) -> None:
    open_piece(reader, piece)
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    ground = "getComputedStyle(document.body).backgroundColor"
    before, light = reader.evaluate(size), reader.evaluate(ground)

    reader.get_by_role("radio", name="Tối", exact=True).check(force=True)
    reader.get_by_role("radio", name="A Rất lớn", exact=True).check(force=True)
    dark = reader.evaluate(ground)
    assert dark != light
    assert reader.evaluate(size) == before * 1.25

    reader.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        f" window.first = {ground}; window.scheme = document.documentElement.dataset.theme; }})"
    )
    reader.goto("/")
    assert reader.evaluate("[first, scheme]") == [dark, "dark"]
    expect(reader.get_by_role("radio", name="Tối", exact=True)).to_be_checked()
    reader.emulate_media(media="print")
    assert reader.evaluate(ground) == light


def test_a_piece_is_read_aloud_where_there_is_a_voice(reader: Page, piece) -> None:
    reader.add_init_script(VOICE)
    open_piece(reader, piece)
    read = reader.get_by_role("button", name="Nghe bài này")
    read.click()
    assert reader.evaluate("heard.map((one) => [one.text, one.lang])") == [
        ["Một buổi sáng", "vi-VN"]
    ]
    reader.evaluate("heard.at(-1).onend()")
    assert reader.evaluate("heard.length") == 2
    reader.get_by_role("button", name="Dừng đọc").click()
    expect(read).to_be_focused()
    assert reader.locator(".is-read").count() == 0

    reader.goto("/en/tim-kiem/")
    reader.goto(piece.get_url())
    reader.evaluate("document.documentElement.lang = 'en'; speechSynthesis.onvoiceschanged?.()")
    reader.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(reader.locator("[data-aloud]")).to_be_hidden()


def test_a_link_is_copied_and_shared_by_plain_links(reader: Page, piece) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.add_init_script("navigator.share = async (what) => { window.shared = what }")
    open_piece(reader, piece)
    share = reader.locator("[data-share]")

    share.get_by_role("button", name="Chép đường dẫn").click()
    expect(share.get_by_role("status")).to_have_text("Đã chép đường dẫn.")
    assert reader.evaluate("navigator.clipboard.readText()") == reader.url
    share.get_by_role("button", name="Zalo").click()
    assert reader.evaluate("shared") == {"title": "Một buổi sáng", "url": reader.url}
    assert share.locator("script, img, iframe").count() == 0


def test_without_script_a_piece_loses_nothing(browser, portal_url: str, piece) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=portal_url)
    page = context.new_page()
    page.goto(piece.get_url())

    expect(page.locator(".article-body")).to_contain_text("Câu một.")
    expect(page.locator("[data-large]")).to_have_count(3)
    assert page.locator("[data-large]").first.get_attribute("href").endswith(".jpg")
    expect(page.locator("[data-player]")).to_have_attribute("href", FILM)
    for tool in (".choice", "[data-aloud]", "[data-share] button"):
        for one in page.locator(tool).all():
            expect(one).to_be_hidden()
    context.close()
