"""The Content-Security-Policy of public pages."""

from urllib.parse import urlsplit

from django.conf import settings

from articles.embeds import PLAYER_ORIGINS


def origin(address: str) -> str:
    """Return `https://host` of an absolute address, an empty text for one on this site."""
    parts = urlsplit(address)
    return f"{parts.scheme or 'https'}://{parts.netloc}" if parts.netloc else ""


def public_policy() -> str:
    """Return the policy: everything from here; pictures also from where media are served.

    Sound and moving pictures may come from any https address, frames from the video sites whose
    players we know, and both only when a reader starts them; the API's documentation loads what
    it needs from here too.
    """
    static, media = origin(settings.STATIC_URL), origin(settings.MEDIA_URL)
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", static],
        "style-src": ["'self'", static],
        "font-src": ["'self'", static],
        "img-src": ["'self'", "data:", static, media],
        "media-src": ["'self'", "https:"],
        "frame-src": ["'self'", *PLAYER_ORIGINS],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    return "; ".join(f"{name} {' '.join(filter(None, sources))}" for name, sources in rules.items())
