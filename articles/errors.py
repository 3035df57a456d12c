"""Refusals of the newsroom that are answered with a message, not with an error page."""


class ReviewRefused(Exception):
    """A decision on a piece that cannot be taken; its text is for the person who tried."""


class SubmissionRefused(Exception):
    """A piece that cannot be sent; `messages` maps fields (or `__all__`) to what is wrong."""

    def __init__(self, messages: dict[str, list[str]]) -> None:
        super().__init__("; ".join(text for texts in messages.values() for text in texts))
        self.messages = messages
