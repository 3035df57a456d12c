"""The integrity statement in words: what a ballot stood for, what was refused, what this proves."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..enums import Audience, Refusal
from .words import whole

Figures = dict[str, Any]


@dataclass(frozen=True)
class Statement:
    """Facts as (label, value), and paragraphs."""

    facts: list[tuple[str, str]]
    paragraphs: list[str]
    corrections: list[Figures]


def statement_shown(data: Figures) -> Statement:
    """Return the statement of a count in the active language."""
    found = data["statement"]
    facts = [
        (_("Who could vote"), str(Audience(found["audience"]).label)),
        (_("Ballots counted"), whole(found["counted"])),
        *_codes(found["codes"]),
        *_accounts(found["accounts"]),
        *_refused(found["refused"]),
    ]
    return Statement(
        facts, [_stands_for(found), _represents(found), _chain()], found["corrections"]
    )


def _codes(codes: Figures | None) -> list[tuple[str, str]]:
    if codes is None:
        return []
    return [
        (_("Codes issued"), whole(codes["issued"])),
        (_("Codes used"), whole(codes["used"])),
        (_("Codes made void"), whole(codes["voided"])),
    ]


def _accounts(number: int | None) -> list[tuple[str, str]]:
    return [] if number is None else [(_("Accounts that could vote"), whole(number))]


def _refused(refused: dict[str, int]) -> list[tuple[str, str]]:
    return [
        (_("Refused: %(reason)s") % {"reason": Refusal(reason).label}, whole(count))
        for reason, count in refused.items()
        if count
    ]


def _stands_for(found: Figures) -> str:
    return {
        Audience.EVERYONE.value: _(
            "Everybody could vote, once on each device. Who has several devices could vote more "
            "than once: nobody was asked for a name."
        ),
        Audience.CODES.value: _(
            "Each code could be used once. Codes were given out by the units; the ballot does not "
            "keep which code was used."
        ),
        Audience.ACCOUNTS.value: _(
            "Each account of the portal could vote once. The ballot does not keep whose it is."
        ),
    }[found["audience"]]


def _represents(found: Figures) -> str:
    if found["audience"] == Audience.EVERYONE:
        return _(
            "The result tells what those think who took part. It is not a sample of all workers."
        )
    return _("The result tells what those think who took part; the turnout says how many they are.")


def _chain() -> str:
    return _(
        "Each ballot is sealed with the one before it. A ballot that was changed or taken away "
        "would show, and every voter can check with the receipt that the own ballot is counted."
    )
