"""Refusals of what is done with questions; their text is for the person who tried."""


class QuestionRefused(Exception):
    """A step that cannot be taken."""


class NotAllowed(QuestionRefused):
    """The account may not take this step."""


class WrongState(QuestionRefused):
    """The question stands where this step is not taken; the text says where."""


class ChangedMeanwhile(QuestionRefused):
    """Somebody else wrote since the person began; nothing of theirs is overwritten."""
