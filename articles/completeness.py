"""What a piece needs before it can be sent: one list for the form, the API and the services."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from articles.enums import RouteKind
from articles.validators import validate_shares

COVER_TEXTS = ("cover_alt", "cover_caption", "cover_credit")
NEEDED = {
    RouteKind.NEWS: ("lead", "genre", "declares_safe"),
    RouteKind.THEMATIC: ("lead", "genre", "declares_safe", "cover", *COVER_TEXTS),
    RouteKind.NOTICE: ("lead", "declares_safe"),
}
MESSAGES = {
    "lead": _("Write a lead: one or two sentences that say what happened."),
    "genre": _("Choose a genre."),
    "declares_safe": _("Confirm the declaration before you submit the piece."),
    "cover": _("A thematic piece needs a cover picture."),
    "cover_alt": _("Describe the cover picture for readers who cannot see it."),
    "cover_caption": _("Write a caption for the cover picture."),
    "cover_credit": _("Name the photographer or the source of the cover picture."),
    "authors": _("Name at least one author."),
    "pen_name": _("Write the pen name of every author."),
    "body": _("A part of the text is incomplete. Submit the piece in the editor to see which."),
}


def missing_for_submission(page) -> dict[str, list[str]]:
    """Return `{field: [message]}` of what a piece lacks; empty when it can be sent."""
    needed = set(NEEDED[page.route_kind])
    if page.cover_id:
        needed |= set(COVER_TEXTS)
    missing = {
        name: [str(MESSAGES[name])]
        for name in NEEDED[RouteKind.THEMATIC]
        if name in needed and not getattr(page, name)
    }
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
    return missing | _missing_in_text(page)


def _missing_in_text(page) -> dict[str, list[str]]:
    try:
        page.body.stream_block.clean(page.body)
    except ValidationError:
        return {"body": [str(MESSAGES["body"])]}
    return {}
