"""Screens of the national list of posts, for the Office."""

from functools import wraps

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from units.rules import is_office

from ..models import Position
from ..services.positions import FIELDS, save_position
from ..services.refusals import ChangedMeanwhile, PersonnelRefused
from .forms import PositionForm
from .screens.base import words_of


class StackedIndexView(IndexView):
    """A list that reads as cards on a phone; posts are put out of use, not deleted."""

    table_classname = "listing portal-stack"

    def get_delete_url(self, instance) -> None:
        """Offer none."""


class SavedByService:
    """Saves through the service, and says beside the field why it refused."""

    def save_instance(self):
        """Save the post."""
        form, user = self.form, self.request.user  # type: ignore[attr-defined]
        seen = form.cleaned_data["seen"] if form.instance.pk else None
        return save_position(position=form.save(commit=False), by=user, seen=seen)

    def form_valid(self, form):
        """Save, or show the form again with the reason."""
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except PersonnelRefused as refusal:
            if isinstance(refusal, ChangedMeanwhile):
                self.meet_newer(form)
            form.add_error(refusal.field or None, str(refusal))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(form)  # type: ignore[attr-defined]


class PositionCreateView(SavedByService, CreateView):
    """Adds a post."""


class PositionEditView(SavedByService, EditView):
    """Changes a post; who comes second sees how it stands now and keeps what was typed."""

    template_name = "personnel/desk/position.html"
    stands: tuple[tuple[str, str], ...] = ()

    def meet_newer(self, form: PositionForm) -> None:
        """Keep how the fields stand now where that is not what was typed."""
        newer = type(form)(instance=Position.objects.get(pk=form.instance.pk))
        form.see(newer.initial["seen"])
        pairs = ((newer[name], form[name]) for name in FIELDS)
        self.stands = tuple(
            (str(now.label), words_of(now))
            for now, typed in pairs
            if words_of(now) != words_of(typed)
        )

    def get_context_data(self, **kwargs):
        """Add how the post stands now."""
        return super().get_context_data(**kwargs) | {"stands": self.stands}


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
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
            FieldRowPanel([FieldPanel("level"), FieldPanel("sort_order")]),
            FieldRowPanel([FieldPanel("is_single"), FieldPanel("is_active")]),
        ],
        base_form_class=PositionForm,
    )

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
