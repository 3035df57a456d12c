"""The pages that are audited, and where they are in the demonstration that is served."""

import json
import os
import re
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


def first_of(kind: str) -> Callable[[Portal, str], str]:
    """Return a function that finds the first page in a list of the API."""

    def find(portal: Portal, language: str) -> str:
        return path_of(portal.api(f"{kind}/")["items"][0]["url"])

    return find


def poll(*, has_results: bool) -> Callable[[Portal, str], str]:
    """Return a function that finds a poll that is open, or the result of one that is counted."""

    def find(portal: Portal, language: str) -> str:
        found = portal.api("polls/")["items"]
        path = path_of(next(one["url"] for one in found if one["has_results"] is has_results))
        path = path + "ket-qua/?theo=don-vi" if has_results else path
        return path if language == "vi" else english_of(portal, path)

    return find


def english_of(portal: Portal, path: str) -> str:
    """Return where the English page stands to which a Vietnamese one links."""
    address, _mark, query = path.partition("?")
    below = "ket-qua/" if address.endswith("ket-qua/") else ""
    with urlopen(portal.address + address.removesuffix(below)) as answer:
        link = re.search(rb'href="(/en/[^"]+)" lang="en"', answer.read())
    if link is None:
        raise LookupError(f"no English page of {path}")
    return link[1].decode() + below + (f"?{query}" if query else "")


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
# Members' voice and executive information; what nobody has translated in the demonstration is
# looked at in Vietnamese.
VOICE: dict[str, Callable[[Portal, str], str]] = {
    "questions": lambda portal, language: f"{prefix(language)}hoi-dap/",
    "ask": lambda portal, language: f"{prefix(language)}hoi-dap/gui-cau-hoi/",
    "question": first_of("questions"),
    "topic": first_of("opinions"),
    "poll": poll(has_results=False),
    "poll-results": poll(has_results=True),
    "documents": lambda portal, language: f"{prefix(language)}van-ban/",
    "document": first_of("documents"),
    "organisation": lambda portal, language: f"{prefix(language)}to-chuc/",
    "unit-organisation": lambda portal, language: f"{unit_home(portal, language)}to-chuc/",
}
ONLY_VIETNAMESE = {"question", "topic", "document"}
IN_CI = {"ask", "question", "topic", "poll", "poll-results"}
IN_CI |= {"documents", "document", "organisation", "unit-organisation"}
CASES = [(name, language) for name in PAGES for language in LANGUAGES]
CASES += [
    (name, language)
    for name in VOICE
    for language in LANGUAGES
    if language == "vi" or (IS_WHOLE and name not in ONLY_VIETNAMESE)
    if IS_WHOLE or name in IN_CI
]
PAGES |= VOICE
