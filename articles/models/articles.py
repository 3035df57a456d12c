"""Pieces: news, thematic pieces and notices share one table, so that lists are one query."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from articles.api_fields import ARTICLE_API_FIELDS, AUTHOR_API_FIELDS, NOTICE_API_FIELDS
from articles.blocks import ArticleBodyBlock, BodyField
from articles.enums import ArticleFormat, AuthorKind, AuthorRole, Placement, RouteKind
from articles.forms import ArticleForm
from articles.measures import body_measures
from articles.panels import AuthorsPanel
from articles.querysets import ArticleManager
from core.text import normalize, slugify
from units.models import UnitOwnedPage

from .retracted import AnswersWhenRetracted
from .routing import RoutedByType


class ArticlePage(AnswersWhenRetracted, RoutedByType, UnitOwnedPage):
    """Base of everything written; never created itself.

    `published_at` is the time shown to readers, set when the piece is first published. `kind` and
    `format` repeat the type of page, so that lists need neither a join nor a query for it.
    """

    piece_format: ArticleFormat = ArticleFormat.TEXT
    # Columns that name documents of the piece, beside those in its text.
    document_columns: tuple[str, ...] = ()

    lead = models.TextField(_("lead (sapo)"), max_length=500, blank=True)
    body = BodyField(ArticleBodyBlock(), verbose_name=_("text"), blank=True)
    cover = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cover_alt = models.CharField(
        _("cover: what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("Read aloud to blind readers; describe the picture in one sentence."),
    )
    cover_caption = models.CharField(_("cover: caption"), max_length=300, blank=True)
    cover_credit = models.CharField(_("cover: photographer or source"), max_length=150, blank=True)
    genre = models.ForeignKey(
        "articles.Genre",
        verbose_name=_("genre"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    topics = ParentalManyToManyField(
        "articles.Topic", verbose_name=_("topics"), blank=True, related_name="articles"
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    declares_safe = models.BooleanField(
        _("I declare that this piece holds no state secret and nothing unsafe to publish"),
        default=False,
    )
    is_demonstration = models.BooleanField(
        _("demonstration content"), default=False, editable=False
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    placement = models.CharField(
        _("placement"),
        max_length=10,
        choices=Placement.choices,
        default=Placement.PORTAL,
        editable=False,
    )
    kind = models.CharField(
        _("type"),
        max_length=20,
        choices=RouteKind.choices,
        default=RouteKind.NEWS,
        editable=False,
    )
    format = models.CharField(
        _("format"),
        max_length=10,
        choices=ArticleFormat.choices,
        default=ArticleFormat.TEXT,
        editable=False,
    )
    word_count = models.PositiveIntegerField(_("words"), default=0, editable=False)
    picture_count = models.PositiveSmallIntegerField(_("pictures"), default=0, editable=False)

    objects = ArticleManager()

    # A copy is a new piece without a date of its own yet.
    exclude_fields_in_copy = ["published_at"]

    is_creatable = False
    base_form_class = ArticleForm
    subpage_types: list[str] = []
    served_with = ("unit", "genre", "locale")
    api_fields = [*UnitOwnedPage.api_fields, *ARTICLE_API_FIELDS]
    search_fields = [
        *UnitOwnedPage.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.FilterField("published_at"),
        index.FilterField("genre"),
        index.RelatedFields("topics", [index.SearchField("name_vi"), index.FilterField("id")]),
    ]

    main_panels = [
        TitleFieldPanel("title"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("cover"),
                FieldPanel("cover_alt"),
                FieldPanel("cover_caption"),
                FieldPanel("cover_credit"),
            ],
            heading=_("Cover picture"),
        ),
        FieldPanel("body"),
    ]
    content_panels = [
        *main_panels,
        MultiFieldPanel(
            [FieldPanel("genre"), FieldPanel("topics"), FieldPanel("source")],
            heading=_("Classification"),
        ),
        AuthorsPanel(
            "authors",
            min_num=1,
            max_num=20,
            heading=_("Authors"),
            label=_("author"),
            help_text=_("At least one author; the shares sum to 100 %."),
        ),
        MultiFieldPanel([FieldPanel("declares_safe")], heading=_("Declaration")),
    ]

    class Meta:
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")
        indexes = [
            models.Index(fields=["unit", "-published_at"], name="articles_unit_date"),
            models.Index(fields=["-published_at"], name="articles_date"),
            models.Index(fields=["kind", "-published_at"], name="articles_kind_date"),
            models.Index(fields=["format", "-published_at"], name="articles_format_date"),
        ]

    def permissions_for_user(self, user):
        """Let the chief editors of a successor change what is live."""
        from articles.page_permissions import PiecePermissions

        return PiecePermissions(user, self)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Tell a new piece its type; a stored one brings it along."""
        if not args and self.route_kind is not None:
            kwargs |= {"kind": self.route_kind, "format": self.piece_format}
        super().__init__(*args, **kwargs)

    def with_content_json(self, content):
        """Keep where the desk placed the piece: no revision decides on that."""
        piece = super().with_content_json(content)
        piece.placement = self.placement
        return piece

    @property
    def corrections(self) -> list[dict[str, Any]]:
        """Return what readers are told of changes after publication, for the APIs."""
        from articles.corrections.reader_notes import as_data

        return as_data(self)

    def get_template(self, request, *args, **kwargs) -> str:
        """Return the template of all kinds; Wagtail's class attribute is not inherited."""
        return "articles/article_page.html"

    def get_context(self, request, *args, **kwargs):
        """Add what readers see of the piece, read in a constant number of queries."""
        from articles.presentation import article_view

        context = super().get_context(request, *args, **kwargs)
        return context | {"article": article_view(page=self)}

    def save(self, *args, **kwargs) -> None:
        """Keep texts in NFC and the measures that queues and quotas read."""
        for name in ("lead", "cover_alt", "cover_caption", "cover_credit", "source"):
            setattr(self, name, normalize(getattr(self, name)).strip())
        if self.live and self.published_at is None:
            self.published_at = self.first_published_at or timezone.now()
        self.word_count, self.picture_count = body_measures(self)
        super().save(*args, **kwargs)


class NewsPage(ArticlePage):
    """A news item, article or photo of a unit, moderated by the news desk."""

    route_kind = RouteKind.NEWS
    parent_page_types = ["articles.NewsIndexPage", "articles.ThematicIndexPage"]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")


class ThematicPage(ArticlePage):
    """An illustrated in-depth piece on the unit's own subject, moderated by its own desk."""

    route_kind = RouteKind.THEMATIC
    parent_page_types = ["articles.NewsIndexPage", "articles.ThematicIndexPage"]

    class Meta:
        verbose_name = _("thematic piece")
        verbose_name_plural = _("thematic pieces")


class NoticePage(ArticlePage):
    """A unit's own notice, which its chief editor publishes."""

    route_kind = RouteKind.NOTICE
    parent_page_types = ["articles.NoticeIndexPage"]
    api_fields = [*UnitOwnedPage.api_fields, *NOTICE_API_FIELDS]
    content_panels = [
        *ArticlePage.main_panels,
        MultiFieldPanel([FieldPanel("topics")], heading=_("Classification")),
        MultiFieldPanel([FieldPanel("declares_safe")], heading=_("Declaration")),
    ]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")


class ArticleAuthor(Orderable):
    """One author of a piece: an account or somebody outside, with a share of the royalty.

    `pen_slug` is the address of the pen name within a unit; names that differ in their marks only
    share it.
    """

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="authorships",
    )
    pen_name = models.CharField(_("pen name"), max_length=100)
    pen_slug = models.CharField(max_length=100, editable=False, default="", db_index=True)
    kind = models.CharField(
        _("belongs to"), max_length=10, choices=AuthorKind.choices, default=AuthorKind.STAFF
    )
    role = models.CharField(
        _("contributed"), max_length=10, choices=AuthorRole.choices, default=AuthorRole.TEXT
    )
    share = models.DecimalField(
        _("share (%)"),
        max_digits=5,
        decimal_places=2,
        default=Decimal(100),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(100))],
    )

    api_fields = AUTHOR_API_FIELDS
    panels = [
        FieldRowPanel([FieldPanel("pen_name"), FieldPanel("user")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("role"), FieldPanel("share")]),
    ]

    class Meta(Orderable.Meta):
        # Rows written by code may carry no place; they keep the order in which they were added.
        ordering = ["sort_order", "id"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.pen_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the pen name in NFC and its address in step."""
        self.pen_name = normalize(self.pen_name).strip()
        self.pen_slug = slugify(self.pen_name, max_length=100)
        super().save(*args, **kwargs)
