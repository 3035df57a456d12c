"""What every screen of a unit's accounts shares: the unit of the address, or 404."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from core.models import User
from units.models import Unit

from .rules import can_manage_accounts


class UnitScreen(WagtailAdminTemplateMixin):
    """A screen about the accounts of one unit; another tenant's unit does not exist here."""

    header_icon = "group"
    page_title = _("Unit accounts")
    unit: Unit
    by: User

    def setup(self, request, *args, **kwargs) -> None:
        """Find the unit, the same way whether it is somebody else's or nobody's."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.by = request.user
        unit = Unit.objects.filter(code=kwargs["code"]).first()
        if unit is None or not can_manage_accounts(request.user, unit):
            raise Http404
        self.unit = unit

    def url_of(self, name: str, *args) -> str:
        """Return the address of a screen of the same unit."""
        return reverse(f"unit_accounts:{name}", args=[self.unit.code, *args])

    def get_page_subtitle(self) -> str:
        """Return what stands beside the title in the breadcrumbs."""
        return str(self.page_subtitle or self.unit.name)

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the list of the unit's accounts."""
        label = f"{UnitScreen.page_title}: {self.unit.short_name_vi}"
        items = [*self.breadcrumbs_items, {"url": self.url_of("index"), "label": label}]
        return [*items, {"url": "", "label": self.get_page_subtitle()}]
