"""Refusals of what is done with directives; their text is for the person who tried."""


class DirectiveRefused(Exception):
    """A step that cannot be taken."""


class NotAllowed(DirectiveRefused):
    """The account may not take this step."""


class WrongState(DirectiveRefused):
    """The directive or receipt stands where this step is not taken; the text says where."""


class ChangedMeanwhile(DirectiveRefused):
    """Somebody wrote since the person began; nothing of theirs is overwritten."""
