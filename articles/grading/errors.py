"""Refusals of grading; their text is for the person who tried."""


class GradeRefused(Exception):
    """A grade that cannot be given; `field` names what on the sheet is wrong, if one thing is."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class RateMissing(GradeRefused):
    """No rate is in force on the day of publication; the text names which and when."""
