"""Input rules of pieces at their boundaries."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from articles.validators import validate_audio_url, validate_shares, validate_video_url


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://m.youtube.com/shorts/abc",
        "https://vimeo.com/123456",
        "https://player.vimeo.com/video/123456",
        "https://phim.example.vn/a/b/Phim.MP4",
        "https://phim.example.vn/phim.webm?x=1",
        "HTTPS://WWW.YOUTUBE.COM/watch?v=1",
    ],
)
def test_video_addresses_that_the_portal_shows(address):
    validate_video_url(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "phim",
        "javascript:alert(1)//x.mp4",
        "http://youtu.be/abc",
        "ftp://phim.example.vn/phim.mp4",
        "https:///phim.mp4",
        "https://youtube.com.evil.example/watch",
        "https://evil-youtube.com/watch",
        "https://youtube.com@evil.example/watch",
        "https://user:word@youtube.com/watch",
        "https://phim.example.vn/phim.mp4.exe",
        "https://phim.example.vn/?f=phim.mp4",
        "https://youtube.com/",
        "https://[::1/phim.mp4",
    ],
)
def test_other_video_addresses_are_refused(address):
    with pytest.raises(ValidationError):
        validate_video_url(address)


def test_audio_needs_a_direct_file():
    validate_audio_url("https://tieng.example.vn/ban-tin.mp3")
    for address in (
        "http://tieng.example.vn/a.mp3",
        "https://tieng.example.vn/a.wav",
        "https://youtu.be/a",
        "https://[::1/a.mp3",
    ):
        with pytest.raises(ValidationError):
            validate_audio_url(address)


@pytest.mark.parametrize(
    "shares", [[], ["100"], ["50", "50"], ["33.33", "33.33", "33.34"], ["0.01", "99.99"]]
)
def test_shares_of_nobody_or_of_exactly_a_hundred_pass(shares):
    validate_shares(Decimal(share) for share in shares)


@pytest.mark.parametrize(
    ("shares", "total"),
    [(["99"], "99"), (["100.01"], "100.01"), (["50"], "50"), (["60", "60"], "120"), (["0"], "0")],
)
def test_other_shares_are_refused_with_their_sum(shares, total):
    with pytest.raises(ValidationError) as refusal:
        validate_shares(Decimal(share) for share in shares)
    assert f" {total} %" in refusal.value.messages[0]
