"""Which player shows a video, and which addresses have none."""

import pytest

from articles.embeds import PLAYER_ORIGINS, Player, player_of
from portal.content_policy import public_policy

YOUTUBE = "https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1&rel=0"
VIMEO = "https://player.vimeo.com/video/123?autoplay=1&dnt=1"
FACEBOOK = "https://www.facebook.com/plugins/video.php?href="


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=abcdefghijk", YOUTUBE),
        ("https://m.youtube.com/watch?v=abcdefghijk&list=x", YOUTUBE),
        ("https://youtu.be/abcdefghijk", YOUTUBE),
        ("https://www.youtube.com/shorts/abcdefghijk", YOUTUBE),
        ("https://www.youtube.com/live/abcdefghijk?si=x", YOUTUBE),
        ("https://youtu.be/abcdefghijk?t=90", f"{YOUTUBE}&start=90"),
        ("https://youtu.be/abcdefghijk?t=1h2m3s", f"{YOUTUBE}&start=3723"),
        ("https://youtu.be/abcdefghijk?t=soon", YOUTUBE),
        ("https://vimeo.com/123", VIMEO),
        ("https://vimeo.com/123/abc9", f"{VIMEO}&h=abc9"),
        ("https://player.vimeo.com/video/123?h=abc9", f"{VIMEO}&h=abc9"),
    ],
)
def test_player_of_a_video(url: str, player: str) -> None:
    found = player_of(url)

    assert found is not None
    assert found.url == player


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.facebook.com/watch/?v=12", "%2Fwatch%2F%3Fv%3D12"),
        ("https://www.facebook.com/cong.doan/videos/12/", "%2Fcong.doan%2Fvideos%2F12%2F"),
        ("https://m.facebook.com/reel/12", "%2Freel%2F12"),
    ],
)
def test_facebook_shows_the_video_alone(url: str, shown: str) -> None:
    found = player_of(url)

    assert isinstance(found, Player)
    assert found.url.startswith(f"{FACEBOOK}https%3A%2F%2Fwww.facebook.com{shown}&")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://[",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/@congdoan",
        "https://www.youtube.com.example.vn/watch?v=abcdefghijk",
        "https://example.vn/?u=youtube.com/watch?v=abcdefghijk",
        'https://youtu.be/abc"><b>def',
        "https://vimeo.com/channels/staffpicks",
        "https://www.facebook.com/congdoan",
        "https://www.facebook.com/watch/?v=١٢",
        "https://video.example.vn/1.mp4",
    ],
)
def test_other_addresses_have_no_player(url: str) -> None:
    assert player_of(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://youtu.be/abcdefghijk",
        "https://vimeo.com/123",
        "https://www.facebook.com/watch/?v=12",
    ],
)
def test_the_policy_lets_in_the_frame_of_every_player(url: str) -> None:
    found = player_of(url)

    assert found is not None
    origin = "/".join(found.url.split("/")[:3])
    assert origin in PLAYER_ORIGINS
    frames = next(one for one in public_policy().split("; ") if one.startswith("frame-src"))
    assert origin in frames.rstrip(";").split()
