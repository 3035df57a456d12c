"""What readers see of a unit's organisation: its bodies, the people shown, its figures."""

from django.utils.translation import gettext_lazy as _

from units.models import UnitOwnedPage


class OrganisationPage(UnitOwnedPage):
    """Organisation chart and directory of one unit, or the way to those of all units."""

    parent_page_types = ["units.UnitHomePage", "home.HomePage"]
    subpage_types: list[str] = []
    template = "personnel/organisation_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("organisation page")
        verbose_name_plural = _("organisation pages")
