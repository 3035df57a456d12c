"""Screens of the national list of posts, for the Office."""

from functools import wraps

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from units.rules import is_office

from ..models import Position
from ..services.positions import save_position
from ..services.refusals import PersonnelRefused


class StackedIndexView(IndexView):
    """A list that reads as cards on a phone; posts are put out of use, not deleted."""

    table_classname = "listing portal-stack"

    def get_delete_url(self, instance) -> None:
        """Offer none."""


class SavedByService:
    """Saves through the service, and says beside the field why it refused."""

    def save_instance(self):
        """Save the post."""
        position = self.form.save(commit=False)  # type: ignore[attr-defined]
        return save_position(position=position, by=self.request.user)  # type: ignore[attr-defined]

    def form_valid(self, form):
        """Save, or show the form again with the reason."""
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except PersonnelRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]


class PositionCreateView(SavedByService, CreateView):
    """Adds a post."""


class PositionEditView(SavedByService, EditView):
    """Changes a post."""


class PositionViewSet(ModelViewSet):
    """Posts of the national list: their levels, and which are held by one at a time."""

    model = Position
    name = "positions"
    icon = "list-ol"
    menu_label = _("Posts")
    copy_view_enabled = False
    index_view_class = StackedIndexView
    add_view_class = PositionCreateView
    edit_view_class = PositionEditView
    list_display = [
        "name_vi",
        Column("level", label=_("Level"), accessor="get_level_display"),
        BooleanColumn("is_single", label=_("Held by one at a time")),
        BooleanColumn("is_active", label=_("In use")),
    ]
    list_filter = ["level", "is_single", "is_active"]
    list_per_page = 50
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("level"), FieldPanel("sort_order")]),
        FieldRowPanel([FieldPanel("is_single"), FieldPanel("is_active")]),
    ]

    def construct_view(self, view_class, **kwargs):
        """Guard each view: a policy alone does not guard every one of them."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request, *args, **view_kwargs):
            if not is_office(request.user):
                raise Http404
            return view(request, *args, **view_kwargs)

        return guarded


position_viewset = PositionViewSet()
