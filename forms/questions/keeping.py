"""Pages of answers that stay: who follows a question, or a newer answer, is led to them."""

from django.utils.translation import gettext as _

from core.kept_pages import keep

from .models import Question, QuestionIndexPage, QuestionPage


def kept_answer(page: QuestionPage) -> str | None:
    """Keep the answer to a question, and one to which an older answer leads."""
    if Question.objects.filter(page=page).exists():
        return _("It answers a member's question. Unpublish it instead.")
    if page.supersedes.exists():
        return _("An older answer leads to it. Unpublish it instead.")
    return None


def kept_section(page: QuestionIndexPage) -> str | None:
    """Keep a section in which answers stand."""
    return _("Answers to members stand below it.") if page.numchild else None


def register() -> None:
    """Let every way to delete pages ask."""
    keep(QuestionPage, kept_answer)
    keep(QuestionIndexPage, kept_section)
