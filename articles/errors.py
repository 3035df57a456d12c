"""Refusals of the newsroom that are answered with a message, not with an error page."""


class ReviewRefused(Exception):
    """A decision on a piece that cannot be taken; its text is for the person who tried."""
