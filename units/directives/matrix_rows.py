"""Writes the cells of the matrix: thousands of them, without a template for each."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .matrix import Cell, Row

# Digits that no address holds, put in place of the ids: reversing thousands of addresses is slow.
PLACE = 987_654_321


def rows_of(rows: Iterable[Row], *, shows_words: bool) -> list[dict[str, Any]]:
    """Return `[{"row", "cells"}]` with the cells as HTML.

    Words stand beside the signs where there is room; else only screen readers get them.
    """
    pattern = reverse("directive_unit_receipt", args=[PLACE, PLACE + 1])
    style = "dir-word" if shows_words else "w-sr-only"
    return [{"row": row, "cells": _cells(row, pattern, style)} for row in rows]


def _cells(row: Row, pattern: str, style: str) -> SafeString:
    return format_html_join("", "{}", ((_cell(cell, pattern, style),) for cell in row.cells))


def _cell(cell: Cell, pattern: str, style: str) -> SafeString:
    sign = cell.sign
    if cell.receipt_id is None:
        return format_html(
            '<td class="dir-sign dir-sign--none"><span aria-hidden="true">{}</span>'
            '<span class="w-sr-only">{}</span></td>',
            sign.mark,
            sign.label,
        )
    url = pattern.replace(str(PLACE + 1), str(cell.receipt_id))
    url = url.replace(str(PLACE), str(cell.directive_id))
    return format_html(
        '<td class="dir-sign dir-sign--{}"><a href="{}" title="{}">'
        '<span aria-hidden="true">{}</span> <span class="{}">{}</span></a></td>',
        sign.key,
        url,
        cell.words,
        sign.mark,
        style,
        cell.words if style != "dir-word" else sign.label,
    )
