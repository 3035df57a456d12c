"""What is written: pieces, desks, moderation, quotas, grades, royalties."""

from .articles import ArticleAuthor, ArticlePage, NewsPage, NoticePage, ThematicPage
from .contributions import Contribution, ContributionEvent, DeskStay
from .corrections import Correction
from .desk_work import DeskCover, Fingerprint, FingerprintBand, ReturnReason, SavedFilter
from .formats import PhotoStoryPage, VideoPage
from .grades import Grade, GradeBonus, GradeShare
from .quotas import QuotaExemption, QuotaReminder, QuotaRule
from .rates import BaseSalary, GenreFrame, RoyaltyRule, TaxRule
from .royalties import (
    DeskBudget,
    LedgerEntry,
    LedgerHead,
    Payee,
    RoyaltyStatement,
    StatementLine,
    StatementPayment,
    StatementStep,
)
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
    "BaseSalary",
    "Contribution",
    "ContributionEvent",
    "Correction",
    "Desk",
    "DeskBudget",
    "DeskCover",
    "DeskReviewTask",
    "DeskStay",
    "Fingerprint",
    "FingerprintBand",
    "Genre",
    "GenreFrame",
    "Grade",
    "GradeBonus",
    "GradeShare",
    "LedgerEntry",
    "LedgerHead",
    "NewsIndexPage",
    "NewsPage",
    "NoticeIndexPage",
    "NoticePage",
    "Payee",
    "PhotoStoryPage",
    "QuotaExemption",
    "QuotaReminder",
    "QuotaRule",
    "ReturnReason",
    "RoyaltyRule",
    "RoyaltyStatement",
    "SavedFilter",
    "StatementLine",
    "StatementPayment",
    "StatementStep",
    "TaxRule",
    "ThematicIndexPage",
    "ThematicPage",
    "Topic",
    "UnitReviewTask",
    "VideoPage",
    "WorkflowRoute",
]
