"""The page types that a tutorial makes: an index, and an article with a picture."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Page
from wagtail.search import index


class NewsIndexPage(Page):
    """Lists twenty articles at a time, newest first."""

    def get_context(self, request, *args, **kwargs):
        """Add one screen of articles."""
        articles = ArticlePage.objects.live().child_of(self).order_by("-date", "-pk")
        screen = Paginator(articles, 20).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"articles": screen}


class ArticlePage(Page):
    """A simple article."""

    date = models.DateField()
    intro = models.TextField(blank=True)
    body = RichTextField(blank=True)
    cover = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    api_fields = [
        APIField("date"),
        APIField("intro"),
        APIField("body"),
        APIField("cover"),
        APIField("cover_small", serializer=ImageRenditionField("fill-320x200", source="cover")),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("cover"),
    ]
