"""What is written: pieces, their vocabulary, their desks and their way through moderation."""

from .articles import ArticleAuthor, ArticlePage, NewsPage, NoticePage, ThematicPage
from .contributions import Contribution
from .sections import (
    ArticleIndexPage,
    NewsIndexPage,
    NoticeIndexPage,
    ThematicIndexPage,
)
from .vocabulary import Genre, Topic
from .workflow import Desk, DeskReviewTask, UnitReviewTask, WorkflowRoute

__all__ = [
    "ArticleAuthor",
    "ArticleIndexPage",
    "ArticlePage",
    "Contribution",
    "Desk",
    "DeskReviewTask",
    "Genre",
    "NewsIndexPage",
    "NewsPage",
    "NoticeIndexPage",
    "NoticePage",
    "ThematicIndexPage",
    "ThematicPage",
    "Topic",
    "UnitReviewTask",
    "WorkflowRoute",
]
