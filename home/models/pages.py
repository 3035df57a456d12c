"""The national home, in each language."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField

from core.models import PortalPage


class HomePage(PortalPage):
    """Root of the national site in one language."""

    tagline = models.CharField(_("tagline"), max_length=200, blank=True)

    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    content_panels = [*PortalPage.content_panels, FieldPanel("tagline")]
    api_fields = [APIField("tagline")]

    class Meta:
        verbose_name = _("national home page")
        verbose_name_plural = _("national home pages")

    def get_context(self, request, *args, moment=None, **kwargs):
        """Add what stands on the page now, or at the `moment` that a preview asks for."""
        from home.queries import front_page

        front = front_page(page=self, moment=moment or timezone.now(), request=request)
        return super().get_context(request, *args, **kwargs) | {"front": front}
