"""The pages that are audited, and where they are in the demonstration that is served."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.request import urlopen

IS_WHOLE = os.environ.get("AUDIT") == "all"
LANGUAGES = ("vi", "en")
SCHEMES = ("light", "dark")
PIECES = 50
MISSING = "trang-khong-co/"


class Portal:
    """Reads the addresses of pages from the portal's own API."""

    def __init__(self, address: str) -> None:
        self.address = address

    def address_of(self, name: str, language: str) -> str:
        """Return the whole address of a page of `PAGES`."""
        return self.address + PAGES[name](self, language)

    def api(self, path: str) -> Any:
        """Return what the API answers."""
        with urlopen(f"{self.address}/api/v3/{path}") as answer:
            return json.load(answer)

    def pieces(self, query: str) -> Iterator[dict[str, Any]]:
        """Yield pieces with their texts, the newest first."""
        for card in self.api(f"articles/?limit={PIECES}&{query}")["items"]:
            yield self.api(f"articles/{card['id']}/")


def prefix(language: str) -> str:
    """Return the root of a language."""
    return "/" if language == "vi" else f"/{language}/"


def path_of(address: str) -> str:
    """Return the path of an absolute address."""
    return "/" + address.split("/", 3)[3]


def piece(query: str, *, block: str | None = None) -> Callable[[Portal, str], str]:
    """Return a function that finds a piece, with a block of a type in its text."""

    def find(portal: Portal, language: str) -> str:
        for found in portal.pieces(f"locale={language}&{query}"):
            if block is None or any(part["type"] == block for part in found["body"]):
                return path_of(found["url"])
        raise LookupError(f"no piece with {block or query} in {language}")

    return find


def unit_home(portal: Portal, language: str) -> str:
    """Return the home page of the unit with the newest piece."""
    newest = next(portal.pieces(f"locale={language}"))
    return path_of(newest["url"]).rsplit("/", 3)[0] + "/"


PAGES: dict[str, Callable[[Portal, str], str]] = {
    "home": lambda portal, language: prefix(language),
    "unit": unit_home,
    "section": lambda portal, language: f"{prefix(language)}tin-tuc/",
    "article": piece("kind=news"),
    "gallery": piece("format=text", block="gallery"),
    "photo-story": piece("format=photo"),
    "video": piece("format=video"),
    "directory": lambda portal, language: f"{prefix(language)}don-vi/",
    "search": lambda portal, language: f"{prefix(language)}tim-kiem/?q=c%C3%B4ng",
    "error": lambda portal, language: prefix(language) + MISSING,
}
CASES = [(name, language) for name in PAGES for language in LANGUAGES]
