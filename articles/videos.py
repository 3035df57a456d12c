"""What a video page may show: a file that browsers play, or one film of two known sites."""

from datetime import timedelta
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles.embeds import player_of
from articles.validators import VIDEO_SUFFIXES

PROVIDERS = frozenset({"YouTube", "Vimeo"})
CAPTION_SUFFIX = ".vtt"
LONGEST = timedelta(hours=6)


def clock(duration: timedelta) -> str:
    """Return a duration as a clock shows it: `4:05`, `1:02:03`."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def suffix_of(document) -> str:
    """Return the extension of a document's file, in small letters with its dot."""
    return PurePosixPath(document.file.name or "").suffix.lower()


def validate_video_file(document) -> None:
    """Refuse a document that is no MP4 or WebM file."""
    if suffix_of(document) not in VIDEO_SUFFIXES:
        raise ValidationError(_("Choose a video file that ends in .mp4 or .webm."))


def validate_captions(document) -> None:
    """Refuse a document that is no WebVTT file."""
    if suffix_of(document) != CAPTION_SUFFIX:
        raise ValidationError(_("Choose a WebVTT file of captions, which ends in .vtt."))


def validate_video_page(url: str) -> None:
    """Refuse an address that is not that of one film on YouTube or Vimeo."""
    player = player_of(url) if url.startswith("https://") else None
    if player is None or player.provider not in PROVIDERS:
        raise ValidationError(
            _(
                "This is not the address of one video on YouTube or Vimeo. Copy it from the page "
                "of the video; it begins with https://."
            )
        )


def validate_duration(duration: timedelta) -> None:
    """Refuse no time at all and more than six hours."""
    if not timedelta(0) < duration <= LONGEST:
        raise ValidationError(
            _("Write how long the video is as minutes and seconds, such as 4:05; at most 6 hours.")
        )
