"""A person at the page editor: fills forms in as the browser does and reads what comes back."""

import html
import re
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from articles.blocks import RICH_TEXT_FEATURES

AUTHOR = {"pen_name": "Hải Yến", "user": "", "kind": "staff", "role": "text", "share": "100"}


def rich(text: str) -> str:
    """Return what the browser sends for rich text of a piece."""
    return rich_text(text, features=RICH_TEXT_FEATURES)


def paragraph(text: str = "<p>Nội dung của bài viết.</p>") -> tuple[str, str]:
    """Return a text block as the browser sends it."""
    return ("rich_text", rich(text))


def piece_data(**fields: Any) -> dict[str, str]:
    """Return the fields of a complete news item as the editor sends them."""
    from articles.models import Genre

    data = {
        "title": "Công đoàn tặng quà công nhân",
        "slug": "cong-doan-tang-qua-cong-nhan",
        "lead": "Một đoạn sapo ngắn.",
        "body": streamfield([paragraph()]),
        "cover": "",
        "cover_alt": "",
        "cover_caption": "",
        "cover_credit": "",
        "genre": str(Genre.objects.order_by("pk").first().pk),
        "source": "",
        "authors": inline_formset([AUTHOR]),
        "declares_safe": "on",
        "comments": inline_formset([]),
    } | fields
    return nested_form_data({key: value for key, value in data.items() if value is not None})


class Editor:
    """Sends the forms of the admin with one account's session."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.client = Client()
        self.client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])

    def create(self, section: Any, *, model: str = "newspage", action: str = "", **fields: Any):
        """Send the create form; `action` is empty for a draft, or `submit`."""
        address = reverse("wagtailadmin_pages:add", args=["articles", model, section.pk])
        return self._send(address, action, fields)

    def edit(self, page: Any, *, action: str = "", **fields: Any) -> HttpResponse:
        """Send the edit form of a page."""
        return self._send(reverse("wagtailadmin_pages:edit", args=[page.pk]), action, fields)

    def _send(self, address: str, action: str, fields: dict[str, Any]) -> HttpResponse:
        data = piece_data(**fields)
        if action:
            data[f"action-{action}"] = "1"
        return self.client.post(address, data)

    def choose_upload(self, file: SimpleUploadedFile, **fields: Any) -> HttpResponse:
        """Upload a picture in the chooser."""
        data = {"title": "Ảnh thử", "file": file, "tags": ""} | fields
        prefixed = {f"image-chooser-upload-{key}": value for key, value in data.items()}
        return self.client.post(reverse("wagtailimages_chooser:create"), prefixed)

    def bulk_upload(self, file: SimpleUploadedFile, **fields: Any) -> HttpResponse:
        """Upload a picture in the list of pictures."""
        return self.client.post(
            reverse("wagtailimages:add_multiple"),
            {"files[]": file} | fields,
            headers={"x-requested-with": "XMLHttpRequest"},
        )


def answered_form(response: HttpResponse) -> str:
    """Return the text of a form that came back, with entities resolved."""
    return html.unescape(response.content.decode())


def messages_of(response: HttpResponse) -> list[str]:
    """Return every message of a refused form: of fields, blocks, rows and the whole."""
    form = response.context["form"]
    found = list(_flat(form.errors))
    for formset in getattr(form, "formsets", {}).values():
        found += [text for errors in formset.errors for text in _flat(errors)]
        found += [str(text) for text in formset.non_form_errors()]
    return found


def _flat(errors: Any) -> list[str]:
    found = []
    for error_list in errors.values():
        for error in error_list.as_data():
            found += _deep(error)
    return found


def _deep(error: Any) -> list[str]:
    if hasattr(error, "as_json_data"):
        return re.findall(r"[^\[\]{}\"']{4,}", str(error.as_json_data()))
    return [str(text) for text in error.messages]
