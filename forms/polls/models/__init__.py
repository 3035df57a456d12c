"""Polls as they are made, cast and counted, and the pages that readers see."""

from .ballots import Ballot, BallotChain, CodeBatch, Participation, RefusalCount, VoterCode
from .pages import PollIndexPage, PollPage
from .polls import Poll, PollOption, PollQuestion, PollSection, WordingCorrection
from .results import PollResult

__all__ = [
    "Ballot",
    "BallotChain",
    "CodeBatch",
    "Participation",
    "Poll",
    "PollIndexPage",
    "PollOption",
    "PollPage",
    "PollQuestion",
    "PollResult",
    "PollSection",
    "RefusalCount",
    "VoterCode",
    "WordingCorrection",
]
