"""Screens of rules, for portal administrators, and of exemptions, for those who grant them."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from articles.models import QuotaExemption, QuotaRule
from articles.quotas.exempting import grant_exemption, withdraw_exemption
from articles.quotas.forms import ExemptionForm
from articles.quotas.rules import grants_exemptions
from articles.quotas.validators import SETTLED, is_settled
from core.weeks import week_of
from units.viewsets import PortalAdministratorViewSet


class StackedIndexView(IndexView):
    """A list that reads as cards on a phone; deleting is offered on the row's own screen."""

    table_classname = "listing portal-stack"

    def get_delete_url(self, instance) -> None:
        """Offer none."""


class RuleDeleteView(DeleteView):
    """Deletes a rule of weeks to come."""

    def dispatch(self, request, *args, **kwargs):
        """Refuse with a message a rule on which weeks that are over stand."""
        if is_settled(self.object, week_of(timezone.now())):
            messages.error(request, str(SETTLED))
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)


class QuotaRuleViewSet(PortalAdministratorViewSet):
    """How much each kind of unit must send, with its source."""

    model = QuotaRule
    name = "quota-rules"
    icon = "calendar"
    menu_label = _("Quotas by kind of unit")
    menu_order = 410
    index_view_class = StackedIndexView
    delete_view_class = RuleDeleteView
    list_display = [
        "unit_kind",
        "per_week",
        "piece_kind",
        "needs_picture",
        "valid_from",
        "valid_to",
        "source",
    ]
    list_filter = ["unit_kind"]
    panels = [
        FieldRowPanel([FieldPanel("unit_kind"), FieldPanel("per_week")]),
        FieldRowPanel([FieldPanel("piece_kind"), FieldPanel("needs_picture")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        FieldPanel("source"),
    ]


class ExemptionIndexView(StackedIndexView):
    """Lists exemptions with their units and granters in one query."""

    def get_base_queryset(self):
        """Load what every row names."""
        return super().get_base_queryset().select_related("unit", "granted_by")


class ExemptionCreateView(CreateView):
    """Grants through the service, which keeps the audit trail."""

    def save_instance(self):
        """Keep the exemption under the name of who granted it."""
        return grant_exemption(exemption=self.form.save(commit=False), user=self.request.user)


class ExemptionEditView(EditView):
    """Changes through the service, which keeps the audit trail."""

    def save_instance(self):
        """Keep the exemption under the name of who changed it."""
        return grant_exemption(exemption=self.form.save(commit=False), user=self.request.user)


class ExemptionDeleteView(DeleteView):
    """Withdraws through the service, which keeps the audit trail."""

    def delete_action(self) -> None:
        """Take the exemption back."""
        withdraw_exemption(exemption=self.object, user=self.request.user)


def _granter(exemption: QuotaExemption) -> str:
    user = exemption.granted_by
    return (user.get_full_name() or user.get_username()) if user else ""


class QuotaExemptionViewSet(ModelViewSet):
    """Weeks in which units need not send, with the reason."""

    model = QuotaExemption
    name = "quota-exemptions"
    icon = "calendar-check"
    menu_label = _("Exemptions from quotas")
    copy_view_enabled = False
    index_view_class = ExemptionIndexView
    add_view_class = ExemptionCreateView
    edit_view_class = ExemptionEditView
    delete_view_class = ExemptionDeleteView
    list_display = [
        "__str__",
        "reason",
        Column("granted_by", label=_("Granted by"), accessor=_granter),
        DateColumn("granted_at", label=_("Granted at")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("unit"),
            FieldRowPanel([FieldPanel("first_week"), FieldPanel("last_week")]),
            FieldPanel("reason"),
        ],
        base_form_class=ExemptionForm,
    )

    def construct_view(self, view_class, **kwargs):
        """Guard each view: a policy alone does not guard every one of them."""
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request, *args, **view_kwargs):
            if not grants_exemptions(request.user):
                raise Http404
            return view(request, *args, **view_kwargs)

        return guarded


rule_viewset = QuotaRuleViewSet()
exemption_viewset = QuotaExemptionViewSet()
