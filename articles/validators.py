"""Input rules of pieces, shared by the editor's forms, the API and the services."""

from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.embeds import VIMEO_HOSTS, YOUTUBE_HOSTS, player_of

VIDEO_HOSTS = YOUTUBE_HOSTS | VIMEO_HOSTS
VIDEO_SUFFIXES = (".mp4", ".webm")
AUDIO_SUFFIXES = (".mp3", ".m4a", ".ogg")


def validate_video_url(url: str) -> None:
    """Accept YouTube, Vimeo, a video of Facebook or a direct https link to an MP4 or WebM file."""
    parts = _https_parts(url)
    known_host = parts and parts.hostname in VIDEO_HOSTS and parts.path.strip("/")
    direct_file = parts and parts.path.lower().endswith(VIDEO_SUFFIXES)
    # Most of Facebook is no video; of the other two nearly everything is.
    if not (known_host or direct_file or (parts and player_of(url))):
        raise ValidationError(
            _(
                "This is not a video address that the portal can show. Use an https link from "
                "YouTube, Vimeo or Facebook, or one that ends in .mp4 or .webm."
            )
        )


def validate_audio_url(url: str) -> None:
    """Accept a direct https link to an MP3, M4A or OGG file."""
    parts = _https_parts(url)
    if not parts or not parts.path.lower().endswith(AUDIO_SUFFIXES):
        raise ValidationError(
            _(
                "This is not an audio address that the portal can play. Use an https link that "
                "ends in .mp3, .m4a or .ogg."
            )
        )


def _https_parts(url: str) -> SplitResult | None:
    """Return the parts of an https address without a password in it, else None."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    plain = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc
    return parts if plain else None


def validate_shares(shares: Iterable[Decimal]) -> None:
    """Refuse shares of authors that do not sum to exactly 100 %; no author at all is no fault."""
    shares = list(shares)
    total = sum(shares, Decimal(0))
    if shares and total != 100:
        raise ValidationError(
            _("The shares of the authors sum to %(total)s %%; they must sum to exactly 100 %%."),
            code="shares",
            params={"total": f"{total.normalize():f}"},
        )
