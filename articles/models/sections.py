"""Section pages: lists of a unit's pieces, or of all units below the national home."""

from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField

from articles.enums import RouteKind
from units.models import UnitOwnedPage

SECTION_PARENTS = ["units.UnitHomePage", "home.HomePage"]


class ArticleIndexPage(UnitOwnedPage):
    """Abstract section; `route_kind` is the type of piece that it lists.

    Its own edits take the unit's workflow from the root, not the route of what it lists.
    """

    route_kind: RouteKind
    parent_page_types = SECTION_PARENTS
    page_size = 20
    api_fields = [*UnitOwnedPage.api_fields, APIField("route_kind")]

    class Meta:
        abstract = True

    def get_template(self, request, *args, **kwargs) -> str:
        """Return the template of all sections; Wagtail's class attribute is not inherited."""
        return "articles/section_page.html"

    def get_context(self, request, *args, **kwargs):
        """Add one page of cards, newest first, and to the first what it lacks in English."""
        from articles.queries import section_cards, untranslated_cards

        context = super().get_context(request, *args, **kwargs)
        cards = section_cards(section=self, number=request.GET.get("page"))
        later = f"?page={cards.number}" if cards.number > 1 else ""
        untranslated = []
        if not later:
            untranslated = untranslated_cards(
                locale=self.locale, kind=self.route_kind, unit_id=self.unit_id
            )
        return context | {
            "cards": cards,
            "canonical_query": later,
            "untranslated": untranslated,
        }


class NewsIndexPage(ArticleIndexPage):
    """News of a unit, or of all."""

    route_kind = RouteKind.NEWS
    subpage_types = [
        "articles.NewsPage",
        "articles.PhotoStoryPage",
        "articles.VideoPage",
        "articles.ThematicPage",
    ]

    class Meta:
        verbose_name = _("news section")


class ThematicIndexPage(ArticleIndexPage):
    """Thematic pieces of a unit, or of all."""

    route_kind = RouteKind.THEMATIC
    subpage_types = ["articles.ThematicPage", "articles.NewsPage"]

    class Meta:
        verbose_name = _("thematic section")


class NoticeIndexPage(ArticleIndexPage):
    """Notices of a unit, or of all."""

    route_kind = RouteKind.NOTICE
    subpage_types = ["articles.NoticePage"]

    class Meta:
        verbose_name = _("notice section")
