"""Admin screens of the register, for portal administrators only."""

from functools import wraps

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from units.models import Unit
from units.rules import is_portal_administrator
from units.services.addresses import follow_register, names_of
from units.services.english import open_english
from units.services.provisioning import provision_unit


class PortalAdministratorViewSet(ModelViewSet):
    """Screens that answer 404 to everybody else: the policy alone does not guard every view."""

    copy_view_enabled = False
    add_to_settings_menu = True

    def construct_view(self, view_class, **kwargs):
        """Guard each view of this set, whatever address leads to it."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request, *args, **view_kwargs):
            if not is_portal_administrator(request.user):
                raise Http404
            return view(request, *args, **view_kwargs)

        return guarded


class UnitCreateView(CreateView):
    """Gives a new unit its sub-site at once."""

    def save_instance(self):
        """Save the unit and make its pages, collection, groups and permissions."""
        unit = super().save_instance()
        provision_unit(unit=unit)
        open_english()
        return unit


class UnitEditView(EditView):
    """Moves and renames the sub-site when address or name of a unit change."""

    def save_instance(self):
        """Save the unit and bring its home pages to its address and name."""
        with transaction.atomic():
            former_names = names_of(Unit.objects.select_for_update().get(pk=self.object.pk))
            unit = super().save_instance()
            follow_register(unit=unit, former_names=former_names)
        return unit


class UnitViewSet(PortalAdministratorViewSet):
    """The register of units."""

    model = Unit
    name = "units"
    icon = "group"
    menu_label = _("Units")
    menu_order = 200
    add_to_settings_menu = False
    add_to_admin_menu = True
    add_view_class = UnitCreateView
    edit_view_class = UnitEditView
    list_display = ["name_vi", "code", "kind", "valid_from", "valid_to"]
    list_filter = ["kind", "region"]
    list_per_page = 50
    panels = [
        FieldPanel("name_vi"),
        FieldRowPanel([FieldPanel("short_name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("kind"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("parent"), FieldPanel("region")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("postal_address")],
            heading=_("Contact"),
        ),
    ]


unit_viewset = UnitViewSet()
