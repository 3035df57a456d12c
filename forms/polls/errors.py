"""Why a ballot is not taken, with what the voter reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import Refusal


class BallotRefused(Exception):
    """A ballot that was not stored; nothing has changed."""

    reason: Refusal
    message: str | Promise


class NotOpen(BallotRefused):
    """The poll does not take ballots at this moment."""

    reason = Refusal.NOT_OPEN
    message = _("This poll is not open for voting now, so your ballot was not taken.")


class UnknownCode(BallotRefused):
    """No code of this poll, or one that was withdrawn."""

    reason = Refusal.CODE_UNKNOWN
    message = _(
        "This code is not right. Look at your slip once more; capitals and hyphens do not matter."
    )


class CodeUsed(BallotRefused):
    """The code has been voted with."""

    reason = Refusal.CODE_USED
    message = _(
        "This code has been used before; each code gives one ballot. "
        "If it was not you who used it, tell your union officer."
    )


class AlreadyVoted(BallotRefused):
    """The account has voted."""

    reason = Refusal.ACCOUNT_VOTED
    message = _("Your account has voted in this poll before; each account gives one ballot.")


class PollChanged(Exception):
    """What the poll asks was changed while the ballot was on its way, before anybody voted."""

    message = _("The questions were changed a moment ago. Please look over your answers once more.")
