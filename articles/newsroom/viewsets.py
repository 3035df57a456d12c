"""Screens of portal administrators: reasons to return a piece, and cover out of hours."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from articles.models import Desk, DeskCover, ReturnReason
from articles.rules import works_at_desk
from units.gate.roles import PORTAL
from units.gate.table import open_viewset
from units.viewsets import PortalAdministratorViewSet


class ReturnReasonViewSet(PortalAdministratorViewSet):
    """Reasons that desks and units choose from; one in use is switched off, not deleted."""

    model = ReturnReason
    name = "return-reasons"
    icon = "undo"
    menu_label = _("Reasons to return")
    list_display = ["name_vi", "for_return", "for_not_used", "is_active"]
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("for_return"), FieldPanel("for_not_used")]),
        FieldRowPanel([FieldPanel("is_active"), FieldPanel("position")]),
    ]


class DeskCoverForm(WagtailAdminModelForm):
    """Offers the people of the desks and refuses somebody of the other desk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = _desk_people(present=self.instance.user_id)

    def clean(self) -> dict[str, Any]:
        """Refuse an account that does not work at the chosen desk."""
        cleaned_data = super().clean()
        desk, user = cleaned_data.get("desk"), cleaned_data.get("user")
        if desk and user and not works_at_desk(user, desk=desk):
            self.add_error("user", _("This person does not work at this desk."))
        return cleaned_data


class DeskCoverViewSet(PortalAdministratorViewSet):
    """Who gets a desk's mail at night, at weekends and on holidays."""

    model = DeskCover
    name = "desk-cover"
    icon = "mail"
    menu_label = _("Cover out of hours")
    list_display = ["desk", "user", "weekday", "starts_at", "ends_at", "valid_from", "valid_to"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("desk"), FieldPanel("user")]),
            FieldPanel("weekday"),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        ],
        base_form_class=DeskCoverForm,
    )


def _desk_people(*, present: int | None) -> QuerySet:
    groups = set()
    for desk in Desk.objects.all():
        groups |= {desk.editors_id, desk.heads_id}
    people = Q(is_active=True, groups__in=groups) | Q(pk=present)
    return get_user_model().objects.filter(people).distinct().order_by("sort_name")


VIEWSETS = [ReturnReasonViewSet(), DeskCoverViewSet()]


@hooks.register("register_admin_viewset")
def register_desk_tables():
    """Screens of the desks' tables."""
    return VIEWSETS


for viewset in VIEWSETS:
    open_viewset(PORTAL, viewset)
