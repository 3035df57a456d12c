"""What readers see of a unit's organisation: its bodies, the people shown, its figures."""

from django.utils.translation import gettext_lazy as _

from units.models import UnitOwnedPage


class OrganisationPage(UnitOwnedPage):
    """Organisation chart and directory of one unit, or the way to those of all units."""

    parent_page_types = ["units.UnitHomePage", "home.HomePage"]
    subpage_types: list[str] = []
    template = "personnel/organisation_page.html"
    max_count_per_parent = 1
    served_with = ("unit__parent", "locale")

    class Meta:
        verbose_name = _("organisation page")
        verbose_name_plural = _("organisation pages")

    def get_context(self, request, *args, **kwargs):
        """Add people, bodies and figures; of the national page also the way to all units."""
        from ..public.context import context_for

        context = super().get_context(request, *args, **kwargs)
        return context | context_for(self, request)
