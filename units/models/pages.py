"""The sub-site of a unit: its home page, its sections and who owns what lies below."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.models import PortalPage
from units import home_slots
from units.enums import Accent
from units.forms import OwnReferencesForm, UnitHomeForm
from units.ownership import unit_id_for_path
from units.page_permissions import UnitHomePermissions

from .unit import Unit

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class UnitOwnedPage(PortalPage):
    """Abstract page that belongs to the unit in whose tree it lies.

    `unit` is set from the tree on every save and recomputed when a page moves, so that lists
    by unit need no tree query. None only outside every sub-site.
    """

    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    base_form_class = OwnReferencesForm
    served_with: tuple[str, ...] = ("unit", "locale")
    api_fields = [APIField("unit_code"), APIField("unit_name")]
    search_fields = [*Page.search_fields, index.FilterField("unit")]

    class Meta:
        abstract = True

    @property
    def unit_code(self) -> str | None:
        """Return the code of the unit."""
        return self.unit.code if self.unit else None

    @property
    def unit_name(self) -> str | None:
        """Return the name of the unit in the active language."""
        return self.unit.name if self.unit else None

    def with_content_json(self, content):
        """Return a revision's page in the unit of today: it may be older than a move."""
        page = super().with_content_json(content)
        page.unit_id = self.unit_id
        return page

    def save(self, *args, **kwargs) -> None:
        """Take the unit from the place in the tree."""
        if self.path:
            self.unit_id = unit_id_for_path(self.path)
        super().save(*args, **kwargs)


class UnitIndexPage(PortalPage):
    """`/don-vi/`: the directory of all units."""

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["units.UnitHomePage"]
    template = "units/unit_index_page.html"

    class Meta:
        verbose_name = _("unit directory")

    def get_context(self, request, *args, **kwargs):
        """Add the units that the query asks for, by kind and by region."""
        from units.directory import directory

        found = directory(self, request)
        return super().get_context(request, *args, **kwargs) | {"directory": found}


class UnitHomePage(PortalPage):
    """Home of one unit's sub-site, in one language.

    What the English one leaves empty of colour and banner is taken from the Vietnamese one.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("unit"), on_delete=models.PROTECT, related_name="home_pages"
    )
    language_code = models.CharField(max_length=10, editable=False, default="vi")
    intro = models.CharField(_("short introduction"), max_length=300, blank=True)
    banner = models.ForeignKey(
        "core.PortalImage",
        verbose_name=_("banner"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A wide picture with a description, from your unit's collection."),
    )
    accent = models.CharField(
        _("colour"),
        max_length=10,
        choices=Accent.choices,
        blank=True,
        help_text=_("Empty: the red of the portal; on the English page, as on the Vietnamese one."),
    )

    base_form_class = UnitHomeForm
    parent_page_types = ["units.UnitIndexPage"]
    template = "units/unit_home_page.html"
    served_with = ("unit__parent", "banner", "locale")
    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("banner"),
        FieldPanel("accent"),
    ]
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("intro"),
        index.SearchField("former_names"),
        index.FilterField("unit"),
    ]
    api_fields = [
        APIField("unit_code"),
        APIField("unit_name"),
        APIField("intro"),
        APIField("accent", writable=True),
    ]

    class Meta:
        verbose_name = _("unit home page")
        verbose_name_plural = _("unit home pages")
        constraints = [
            models.UniqueConstraint(fields=["unit", "language_code"], name="units_home_once")
        ]

    @property
    def unit_code(self) -> str:
        """Return the code of the unit."""
        return self.unit.code

    @property
    def unit_name(self) -> str:
        """Return the name of the unit in the active language."""
        return self.unit.name

    def former_names(self) -> str:
        """Return the names of the units that became (part of) this one, so that they lead here."""
        from units.lineage import predecessors_of

        units = Unit.objects.filter(pk__in=predecessors_of({self.unit_id}))
        names = units.values_list("name_vi", "name_en", "short_name_vi")
        return ". ".join(name for row in names.order_by("sort_name") for name in row if name)

    def save(self, *args, **kwargs) -> None:
        """Keep the language beside the unit: a unit has one home page in each language."""
        if self.locale_id:
            self.language_code = self.locale.language_code
        super().save(*args, **kwargs)

    def permissions_for_user(self, user):
        """Let the unit's chief editors publish this page, and none below it."""
        return UnitHomePermissions(user, self)

    def get_context(self, request, *args, **kwargs):
        """Add the banner, the unit's successors and what the apps above show here."""
        from units.queries import banner_of, successors_of

        slots = home_slots.load(page=self, request=request)
        return super().get_context(request, *args, **kwargs) | {
            "banner": banner_of(self),
            "successors": successors_of(self, request),
            "slots": slots,
            "is_empty": not any(slot["content"] for slot in slots),
        }


class AboutPage(UnitOwnedPage):
    """A unit's own page about itself: tasks, address, how to reach it."""

    body = RichTextField(_("text"), blank=True, features=RICH_TEXT_FEATURES)

    parent_page_types = ["units.UnitHomePage", "home.HomePage"]
    subpage_types: list[str] = []
    template = "units/about_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("body")]
    search_fields = [*UnitOwnedPage.search_fields, index.SearchField("body")]
    api_fields = [*UnitOwnedPage.api_fields, APIField("body")]

    class Meta:
        verbose_name = _("about page")
        verbose_name_plural = _("about pages")
