"""What a piece needs before it can be sent: one list for the form, the API and the services."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from articles.enums import ArticleFormat, RouteKind
from articles.measures import body_texts
from articles.validators import validate_shares
from core.text import plain_text

COVER_TEXTS = ("cover_alt", "cover_caption", "cover_credit")
COVER = ("cover", *COVER_TEXTS)
NEEDED = {
    RouteKind.NEWS: ("lead", "genre", "declares_safe"),
    RouteKind.THEMATIC: ("lead", "genre", "declares_safe", *COVER),
    RouteKind.NOTICE: ("lead", "declares_safe"),
}
# What a format needs beside what its kind needs, in the order in which it is asked for.
NEEDED_BY_FORMAT: dict[str, tuple[str, ...]] = {
    ArticleFormat.VIDEO: ("duration", *COVER),
}
MIN_PICTURES = 3
MESSAGES = {
    "lead": _("Write a lead: one or two sentences that say what happened."),
    "genre": _("Choose a genre."),
    "declares_safe": _("Confirm the declaration before you submit the piece."),
    "cover": _("A thematic piece needs a cover picture."),
    "cover_alt": _("Describe the cover picture for readers who cannot see it."),
    "cover_caption": _("Write a caption for the cover picture."),
    "cover_credit": _("Name the photographer or the source of the cover picture."),
    "duration": _("Write how long the video is."),
    "authors": _("Name at least one author."),
    "pen_name": _("Write the pen name of every author."),
    "body": _("A part of the text is incomplete. Submit the piece in the editor to see which."),
    "poster": _("A video needs a poster picture: it is shown until the reader starts the video."),
    "pictures": _("A photo story needs at least three pictures."),
    "video": _("Choose a video file or give the address of the video."),
    "transcript": _(
        "Write what is said and shown in the video, for readers who cannot hear or see it."
    ),
}


def needed_fields(page) -> tuple[str, ...]:
    """Return the fields that a piece of this kind and format needs."""
    return (*NEEDED[page.route_kind], *NEEDED_BY_FORMAT.get(page.piece_format, ()))


def message_for(name: str, *, page) -> Any:
    """Return what is said of a field that a piece lacks."""
    is_poster = name == "cover" and page.piece_format == ArticleFormat.VIDEO
    return MESSAGES["poster" if is_poster else name]


def story_pictures(body) -> list[Any]:
    """Return the values of the pictures of a photo story, in order."""
    return [child.value for child in body if child.block_type == "picture"]


def lacks_of_format(page_format: str, *, body, has_source: bool) -> dict[str, Any]:
    """Return `{field: message}` of what only a photo story or only a video needs."""
    if page_format == ArticleFormat.PHOTO and len(story_pictures(body)) < MIN_PICTURES:
        return {"body": MESSAGES["pictures"]}
    if page_format != ArticleFormat.VIDEO:
        return {}
    lacks = {} if has_source else {"video_url": MESSAGES["video"]}
    return lacks if _has_words(body) else lacks | {"body": MESSAGES["transcript"]}


def missing_for_submission(page) -> dict[str, list[str]]:
    """Return `{field: [message]}` of what a piece lacks; empty when it can be sent."""
    needed = needed_fields(page)
    if page.cover_id:
        needed += tuple(name for name in COVER_TEXTS if name not in needed)
    missing = {
        name: [str(message_for(name, page=page))] for name in needed if not getattr(page, name)
    }
    source = getattr(page, "video_file_id", None) or getattr(page, "video_url", "")
    lacks = lacks_of_format(page.piece_format, body=page.body, has_source=bool(source))
    missing |= {name: [str(message)] for name, message in lacks.items()}
    if page.route_kind != RouteKind.NOTICE:
        authors = list(page.authors.all())
        if not authors:
            missing["authors"] = [str(MESSAGES["authors"])]
        elif not all(author.pen_name for author in authors):
            missing["authors"] = [str(MESSAGES["pen_name"])]
        try:
            validate_shares(author.share for author in authors)
        except ValidationError as error:
            missing[NON_FIELD_ERRORS] = error.messages
    return _missing_in_text(page) | missing


def _has_words(body) -> bool:
    blocks = [{"type": one["type"], "value": one["value"]} for one in body.get_prep_value()]
    return any(plain_text(text) for text in body_texts(blocks))


def _missing_in_text(page) -> dict[str, list[str]]:
    try:
        page.body.stream_block.clean(page.body)
    except ValidationError:
        return {"body": [str(MESSAGES["body"])]}
    return {}
