"""Topics on which members are asked, and what they answer."""

from .opinions import Opinion, OpinionDecision, OpinionGroup
from .pages import OpinionIndexPage, OpinionTopicPage

__all__ = [
    "Opinion",
    "OpinionDecision",
    "OpinionGroup",
    "OpinionIndexPage",
    "OpinionTopicPage",
]
