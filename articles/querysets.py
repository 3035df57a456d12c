"""Sets of pieces in the words of the newsroom."""

from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from articles.enums import Placement
from core.visibility import is_unrestricted


class ArticleQuerySet(PageQuerySet):
    """Pieces that readers may see, newest first, by unit or kind."""

    def readable(self) -> "ArticleQuerySet":
        """Return what is live and under no view restriction."""
        return self.live().filter(is_unrestricted())

    def on_portal(self) -> "ArticleQuerySet":
        """Return what its desk placed everywhere, and not on the unit's sub-site only."""
        return self.filter(placement=Placement.PORTAL)

    def newest(self) -> "ArticleQuerySet":
        """Order by the time shown to readers."""
        return self.order_by("-published_at", "-pk")


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
