"""Sets of pieces in the words of the newsroom."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class ArticleQuerySet(PageQuerySet):
    """Pieces that readers may see, newest first, by unit or kind."""

    def readable(self) -> "ArticleQuerySet":
        """Return what is live and under no view restriction."""
        return self.live().public()

    def newest(self) -> "ArticleQuerySet":
        """Order by the time shown to readers."""
        return self.order_by("-published_at", "-pk")


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
