"""What people do in the admin, in the words of the newsroom."""

from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from factories.portal import PASSWORD


@dataclass
class Piece:
    """What is typed into the editor."""

    title: str
    lead: str
    text: str
    genre: str = "Tin"
    pen_name: str = "Hải Yến"
    share: str = "100"


class Person:
    """Somebody at the admin, logged in on their own computer."""

    def __init__(self, page: Page, user) -> None:
        self.page = page
        self.user = user
        self._log_in()

    def _log_in(self) -> None:
        self.page.goto(reverse("wagtailadmin_login"))
        self.page.fill("[name=username]", self.user.username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.locator("form").get_by_role("button").first.click()
        self.page.wait_for_url("**/admin/")

    def open_editor(self, section, model_name: str) -> None:
        """Open the create screen of a type of piece in a section."""
        self.page.goto(reverse("wagtailadmin_pages:add", args=["articles", model_name, section.pk]))

    def write(self, piece: Piece, picture: Path | None = None) -> None:
        """Fill the editor in, top to bottom."""
        page = self.page
        page.fill("[name=title]", piece.title)
        page.fill("[name=lead]", piece.lead)
        if picture:
            self.choose_cover(picture)
        self.add_text(piece.text)
        page.select_option("[name=genre]", label=piece.genre)
        page.fill("[name=authors-0-pen_name]", piece.pen_name)
        page.fill("[name=authors-0-share]", piece.share)
        page.check("[name=declares_safe]")

    def choose_cover(self, picture: Path, *, alt: str = "Công nhân trong xưởng may") -> None:
        """Upload a picture in the chooser and describe it."""
        page = self.page
        page.locator("#id_cover-chooser [data-chooser-action-choose]").first.click()
        modal = page.locator(".modal")
        modal.get_by_role("tab").nth(1).click()
        modal.locator("input[type=file]").set_input_files(str(picture))
        expect(modal.locator("[name$=upload-title]")).not_to_have_value("")
        modal.locator("form[data-chooser-modal-creation-form] [type=submit]").click()
        expect(modal).to_be_hidden()
        page.fill("[name=cover_alt]", alt)
        page.fill("[name=cover_caption]", "Giờ làm việc buổi sáng")
        page.fill("[name=cover_credit]", "Hải Yến")

    def add_text(self, text: str) -> None:
        """Add a text block to the body and type into it."""
        page = self.page
        page.locator("[data-streamfield-stream-container] button.c-sf-add-button").first.click()
        page.get_by_role("option").nth(1).click()
        editor = page.locator(".DraftEditor-root [contenteditable]").first
        editor.click()
        page.keyboard.insert_text(text)

    def submit(self) -> None:
        """Press “submit for review”."""
        self._press("[name=action-submit]")

    def save_draft(self) -> None:
        """Press “save draft”."""
        self._press("button.action-save")

    def _press(self, selector: str) -> None:
        button = self.page.locator(selector).first
        if not button.is_visible():
            self.page.locator("footer [data-drop-down], footer .w-dropdown__toggle").first.click()
        # A new document: what the editor saves by itself changes the address only.
        with self.page.expect_event("load"):
            button.click()

    def open_queue(self) -> Locator:
        """Open the list of what waits and return its rows."""
        self.page.goto(reverse("review_queue"))
        return self.page.locator("main table.listing tbody tr")

    def row_of(self, title: str) -> Locator:
        """Open the desk's board and return the row of a piece."""
        self.page.goto(reverse("newsroom_board"))
        return self.page.locator("[data-board-row]").filter(has_text=title)

    def claim(self, title: str) -> None:
        """Claim a piece on the board."""
        row = self.row_of(title)
        with self.page.expect_navigation():
            row.locator("[data-board-claim]").click()

    def open_from_board(self, title: str) -> None:
        """Open a piece from the desk's board."""
        self.row_of(title).locator("[data-board-open]").click()
        self.page.wait_for_url("**/edit/")

    def open_piece(self, title: str) -> None:
        """Open a waiting piece from the queue."""
        self.open_queue()
        self.page.get_by_role("link", name=title).first.click()
        self.page.wait_for_url("**/edit/")

    def decide(self, action: str, comment: str = "") -> None:
        """Approve or return the open piece through the modal."""
        page = self.page
        button = page.locator(f"[data-workflow-action-name={action}]").first
        if not button.is_visible():
            page.locator("footer .w-dropdown__toggle").first.click()
        button.click()
        modal = page.locator(".modal")
        if comment:
            modal.locator("[name=comment]").fill(comment)
        with page.expect_event("load"):
            modal.locator("button[type=submit]").click()
