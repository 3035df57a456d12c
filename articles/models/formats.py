"""Pieces told in pictures or on film: news in another format, with the same route and rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField

from articles.api_fields import DurationSecondsField
from articles.enums import ArticleFormat, RouteKind
from articles.format_forms import PhotoStoryForm, VideoForm
from articles.videos import validate_duration, validate_video_page

from .articles import ArticlePage


class PhotoStoryPage(ArticlePage):
    """Pictures in the order in which they tell a story, with short texts between them.

    The pictures stand in `body`, so that measures, files, likeness and corrections read them as
    those of any piece; its form lets in only what a photo story is made of.
    """

    route_kind = RouteKind.NEWS
    piece_format = ArticleFormat.PHOTO
    parent_page_types = ["articles.NewsIndexPage"]
    base_form_class = PhotoStoryForm
    content_panels = [
        *ArticlePage.content_panels[:2],
        FieldPanel("body", heading=_("Pictures and short texts")),
        MultiFieldPanel(
            ArticlePage.content_panels[2].children,
            heading=_("Cover picture"),
            help_text=_("Left empty, the first picture of the story is taken."),
        ),
        *ArticlePage.content_panels[4:],
    ]

    class Meta:
        verbose_name = _("photo story")
        verbose_name_plural = _("photo stories")

    def get_template(self, request, *args, **kwargs) -> str:
        """Return the template of photo stories."""
        return "articles/photo_story_page.html"


class VideoPage(ArticlePage):
    """One film: a file of the unit or one address of a video site; the cover is its poster.

    `body` holds what is said and shown in it, for those who cannot hear or see it.
    """

    video_file = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("video file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("An MP4 or WebM file of your unit. Leave the address below empty then."),
    )
    video_url = models.URLField(
        _("video address"),
        max_length=300,
        blank=True,
        validators=[validate_video_page],
        help_text=_("The page of one video on YouTube or Vimeo, instead of a file."),
    )
    duration = models.DurationField(
        _("duration"),
        null=True,
        blank=True,
        validators=[validate_duration],
        help_text=_("Minutes and seconds, such as 4:05."),
    )
    captions = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("captions"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A WebVTT file (.vtt) with what is said; shown over a video file of your own."),
    )

    route_kind = RouteKind.NEWS
    piece_format = ArticleFormat.VIDEO
    document_columns = ("video_file_id", "captions_id")
    parent_page_types = ["articles.NewsIndexPage"]
    base_form_class = VideoForm
    api_fields = [
        *ArticlePage.api_fields,
        APIField("video_file", writable=True),
        APIField("video_url", writable=True),
        APIField("duration", writable=True),
        APIField("duration_seconds", serializer=DurationSecondsField(source="duration")),
        APIField("captions", writable=True),
    ]
    content_panels = [
        *ArticlePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldPanel("video_file"),
                FieldPanel("video_url"),
                FieldRowPanel([FieldPanel("duration"), FieldPanel("captions")]),
            ],
            heading=_("Video"),
        ),
        MultiFieldPanel(ArticlePage.content_panels[2].children, heading=_("Poster picture")),
        FieldPanel(
            "body",
            heading=_("Transcript or description"),
            help_text=_("What is said and shown, for readers who cannot hear or see the video."),
        ),
        *ArticlePage.content_panels[4:],
    ]

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(video_file__isnull=True) | models.Q(video_url=""),
                name="articles_video_one_source",
                violation_error_message=_(
                    "Give either a video file or a video address, not both: readers see one video."
                ),
            )
        ]

    def get_template(self, request, *args, **kwargs) -> str:
        """Return the template of videos."""
        return "articles/video_page.html"
