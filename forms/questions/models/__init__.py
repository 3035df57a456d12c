"""Questions as they are worked on, and the pages that readers see of them."""

from .answers import Advice, Answer, InternalNote, ReplyTemplate
from .asking import Attachment, Contact, ContactReading, Message, QuestionStep
from .pages import HelpfulCount, QuestionIndexPage, QuestionPage
from .questions import Question, QuestionTopic
from .waiting import WaitingFile

__all__ = [
    "Advice",
    "Answer",
    "Attachment",
    "Contact",
    "ContactReading",
    "HelpfulCount",
    "InternalNote",
    "Message",
    "Question",
    "QuestionIndexPage",
    "QuestionPage",
    "QuestionStep",
    "QuestionTopic",
    "ReplyTemplate",
    "WaitingFile",
]
