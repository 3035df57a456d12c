"""Screens of the lists that the Office keeps: types and fields of documents."""

from functools import wraps

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from units.rules import is_office

from .models import DocumentField, DocumentType


class StackedIndexView(IndexView):
    """A list that reads as cards on a phone."""

    table_classname = "listing portal-stack"


class VocabularyViewSet(ModelViewSet):
    """Screens that answer 404 to others than the Office: a policy alone guards not all."""

    copy_view_enabled = False
    index_view_class = StackedIndexView
    icon = "tag"

    def construct_view(self, view_class, **kwargs):
        """Guard each view."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request, *args, **view_kwargs):
            if not is_office(request.user):
                raise Http404
            return view(request, *args, **view_kwargs)

        return guarded


class TypeViewSet(VocabularyViewSet):
    """Types of documents with the abbreviation in their symbol."""

    model = DocumentType
    name = "document_types"
    url_prefix = "document-types"
    menu_label = _("Types of document")
    list_display = ["name_vi", "code", "is_active"]
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
    ]


class FieldViewSet(VocabularyViewSet):
    """Fields that documents are about."""

    model = DocumentField
    name = "document_fields"
    url_prefix = "document-fields"
    menu_label = _("Fields of documents")
    list_display = ["name_vi", "is_active"]
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
    ]


type_viewset = TypeViewSet()
field_viewset = FieldViewSet()
