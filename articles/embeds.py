"""Players of video sites: which address a frame loads once a reader has asked for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlsplit

YOUTUBE_HOSTS = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"})
VIMEO_HOSTS = frozenset({"vimeo.com", "player.vimeo.com"})
FACEBOOK_HOSTS = frozenset({"facebook.com", "www.facebook.com", "m.facebook.com"})
# The only places that the Content-Security-Policy lets a frame come from.
PLAYER_ORIGINS = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://www.facebook.com",
)
YOUTUBE_PATH = re.compile(r"/(?:shorts|live|embed|v)/([^/]+)/?")
YOUTUBE_KEY = re.compile(r"[A-Za-z0-9_-]{11}")
VIMEO_PATH = re.compile(r"/(?:video/)?(\d+)(?:/([0-9a-f]+))?/?")
FACEBOOK_PATH = re.compile(r"/(?:[\w.-]+/videos/(?:[\w.-]+/)?|reel/)\d+/?", re.ASCII)
DURATION = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")


@dataclass(frozen=True)
class Player:
    """Who shows a video, and the address of their player."""

    provider: str
    url: str


def player_of(url: str) -> Player | None:
    """Return the player of a video's page; None for an address that names no single video."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    for hosts, find in FINDERS:
        if parts.hostname in hosts:
            return find(parts)
    return None


def _youtube(parts: SplitResult) -> Player | None:
    asked = parse_qs(parts.query)
    found = YOUTUBE_PATH.fullmatch(parts.path)
    if parts.hostname == "youtu.be":
        key = parts.path.strip("/")
    else:
        key = found[1] if found else _first(asked, "v")
    if not YOUTUBE_KEY.fullmatch(key):
        return None
    options = {"autoplay": "1", "rel": "0"}
    start = _seconds(_first(asked, "t") or _first(asked, "start"))
    if start:
        options["start"] = str(start)
    return Player("YouTube", f"{PLAYER_ORIGINS[0]}/embed/{key}?{urlencode(options)}")


def _vimeo(parts: SplitResult) -> Player | None:
    found = VIMEO_PATH.fullmatch(parts.path)
    if not found:
        return None
    # A film that is not listed is shown only with the second part of its address.
    options = {"autoplay": "1", "dnt": "1"}
    unlisted = found[2] or _first(parse_qs(parts.query), "h")
    if unlisted:
        options["h"] = unlisted
    return Player("Vimeo", f"{PLAYER_ORIGINS[1]}/video/{found[1]}?{urlencode(options)}")


def _facebook(parts: SplitResult) -> Player | None:
    key = _first(parse_qs(parts.query), "v")
    if parts.path.strip("/") in {"watch", "video.php"} and key.isascii() and key.isdigit():
        path = f"/watch/?v={key}"
    elif FACEBOOK_PATH.fullmatch(parts.path):
        path = parts.path
    else:
        return None
    shown = quote(f"{PLAYER_ORIGINS[2]}{path}", safe="")
    return Player(
        "Facebook",
        f"{PLAYER_ORIGINS[2]}/plugins/video.php?href={shown}&show_text=false&autoplay=true",
    )


def _first(asked: dict[str, list[str]], name: str) -> str:
    return asked.get(name, [""])[0]


def _seconds(text: str) -> int:
    """Return the seconds of `90`, `90s` or `1h2m3s`; 0 for anything else."""
    found = DURATION.fullmatch(text)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


FINDERS: tuple[tuple[frozenset[str], Callable[[SplitResult], Player | None]], ...] = (
    (YOUTUBE_HOSTS, _youtube),
    (VIMEO_HOSTS, _vimeo),
    (FACEBOOK_HOSTS, _facebook),
)
