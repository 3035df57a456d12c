"""Screens of topics, for the centre, and of ready-made texts, for units and the centre."""

from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from units.enums import UnitRole
from units.models import Unit
from units.rules import units_of

from .. import rules
from ..models import QuestionTopic, ReplyTemplate
from ..policies import kept_templates
from .widgets import AnswerTextArea


class StackedIndexView(IndexView):
    """A list that reads as cards on a phone."""

    table_classname = "listing portal-stack"


class GuardedViewSet(ModelViewSet):
    """Screens that answer 404 to whom `allowed` does not let in: a policy alone guards not all."""

    copy_view_enabled = False
    index_view_class = StackedIndexView

    @staticmethod
    def allowed(user) -> bool:
        """Tell whether the account opens these screens."""
        return rules.is_voice_centre(user)

    def construct_view(self, view_class, **kwargs):
        """Guard each view."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request, *args, **view_kwargs):
            if not self.allowed(request.user):
                raise Http404
            return view(request, *args, **view_kwargs)

        return guarded


class TopicViewSet(GuardedViewSet):
    """What questions are about, and in how many working days each is answered."""

    model = QuestionTopic
    name = "question_topics"
    url_prefix = "question-topics"
    icon = "tag"
    menu_label = _("Topics of questions")
    list_display = ["name_vi", "deadline_days", "is_active"]
    panels = [
        FieldRowPanel([FieldPanel("name_vi"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("deadline_days")]),
        FieldRowPanel([FieldPanel("sort_order"), FieldPanel("is_active")]),
    ]


class TemplateForm(WagtailAdminModelForm):
    """A text of one of the account's units, or of all where the centre keeps it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = units_of(self.for_user, UnitRole.RESPONDENT)
        self.fields["unit"].queryset = Unit.objects.filter(pk__in=own)
        if not rules.is_voice_centre(self.for_user):
            self.fields["unit"].required = True
            if len(own) == 1 and not self.instance.pk:
                self.fields["unit"].initial = next(iter(own))

    def clean_unit(self) -> Unit | None:
        """Refuse a text of all to those who are not at the centre."""
        unit = self.cleaned_data.get("unit")
        if unit is None and not rules.is_voice_centre(self.for_user):
            raise ValidationError(_("Choose your unit."))
        return unit


class TemplateIndexView(StackedIndexView):
    """Lists the texts that the account keeps."""

    def get_base_queryset(self):
        """Leave out other units' texts."""
        return kept_templates(self.request.user).select_related("unit", "topic")


class TemplateViewSet(GuardedViewSet):
    """Ready-made texts for answers."""

    model = ReplyTemplate
    name = "reply_templates"
    url_prefix = "reply-templates"
    icon = "doc-full"
    menu_label = _("Reply templates")
    index_view_class = TemplateIndexView
    list_display = ["title", "unit", "topic", "is_active"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldRowPanel([FieldPanel("unit"), FieldPanel("topic")]),
            FieldPanel("text", widget=AnswerTextArea),
            FieldPanel("is_active"),
        ],
        base_form_class=TemplateForm,
    )

    @staticmethod
    def allowed(user) -> bool:
        """Let in the centre and all who answer for a unit."""
        return rules.is_voice_centre(user) or bool(rules.answering_units(user))


topic_viewset = TopicViewSet()
template_viewset = TemplateViewSet()
