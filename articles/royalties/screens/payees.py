"""Payees, for finance alone: list, record with its history, authors who have none yet."""

import django_filters
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from articles.models import Desk, GradeShare, Payee
from articles.royalties.payee_forms import NewPayeeForm, PayeeForm
from articles.royalties.payee_history import history_of
from articles.royalties.plan_summaries import authors_without
from articles.royalties.queries import without_payee
from articles.royalties.rules import may_see_bank
from articles.royalties.screens.base import RoyaltyView, page_of
from core.text import fold
from units.choosing import UnitFilter
from units.models import Unit


def payee_tabs(current: str) -> list[dict]:
    """Return the tabs of the lists of payees."""
    labels = {"royalty_payees": _("Payees"), "royalty_payees_missing": _("Authors without payee")}
    return [
        {"label": label, "url": reverse(name), "is_current": name == current}
        for name, label in labels.items()
    ]


class PayeeFilterSet(WagtailFilterSet):
    """Search by names, tax code or account; filters by unit and by whether one may be paid."""

    q = django_filters.CharFilter(
        label=gettext_lazy("Name, tax code or bank account"), method="filter_text"
    )
    unit = UnitFilter(
        label=gettext_lazy("Unit"),
        queryset=Unit.objects.filter(payees__isnull=False).distinct().order_by("sort_name"),
    )
    is_active = django_filters.BooleanFilter(label=gettext_lazy("May be paid"))

    class Meta:
        model = Payee
        fields = ["unit", "is_active"]

    def filter_text(self, queryset, name, value):
        """Match folded names anywhere, and the beginning of numbers."""
        return queryset.filter(pk__in=payees_matching(value))


def payees_matching(text: str) -> list[int]:
    """Return the ids of payees by a part of a name, without regard to case and diacritics.

    Legal names are not kept in folded form, and neither database folds Vietnamese: they are
    compared here, a few thousand short strings at most.
    """
    wanted, digits = fold(text).strip(), text.replace(" ", "")
    numbers = Q(tax_code__startswith=digits) | Q(bank_account__startswith=digits)
    by_name = [
        pk
        for pk, legal, pen in Payee.objects.values_list("pk", "legal_name", "pen_name_folded")
        if wanted in pen or wanted in fold(legal)
    ]
    return by_name + list(Payee.objects.filter(numbers).values_list("pk", flat=True))


@method_decorator(never_cache, name="dispatch")
class PayeeListView(ReportView):
    """All payees."""

    model = Payee
    page_title = gettext_lazy("Payees")
    header_icon = "group"
    filterset_class = PayeeFilterSet
    template_name = "articles/royalties/list.html"
    results_template_name = "articles/royalties/list_results.html"
    index_url_name = "royalty_payees"
    index_results_url_name = "royalty_payees_results"
    table_classname = "listing portal-stack"
    no_results_message = gettext_lazy("No payee was found.")
    columns = [
        TitleColumn(
            "legal_name",
            label=gettext_lazy("Legal name"),
            get_url=lambda payee: reverse("royalty_payee", args=[payee.pk]),
        ),
        Column("pen_name", label=gettext_lazy("Pen name")),
        Column("unit", label=gettext_lazy("Unit"), accessor="unit.short_name_vi"),
        Column("user", label=gettext_lazy("Account"), accessor="user.username"),
        Column("tax_code", label=gettext_lazy("Tax code")),
        Column("bank_account", label=gettext_lazy("Bank account")),
        Column("commitment_year", label=gettext_lazy("Commitment")),
        BooleanColumn("is_active", label=gettext_lazy("May be paid")),
    ]

    def dispatch(self, request, *args, **kwargs):
        """Let in finance alone."""
        if not may_see_bank(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def header_buttons(self):
        """Offer a new payee."""
        url = reverse("royalty_payee_add")
        return [HeaderButton(_("Add a payee"), url=url, icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[Payee]:
        """Return the payees with what their rows show."""
        return Payee.objects.select_related("unit", "user")

    def order_queryset(self, queryset):
        """Order by legal name."""
        return queryset.order_by("legal_name", "pk")

    def get_context_data(self, **kwargs):
        """Add the tabs."""
        return super().get_context_data(**kwargs) | {"tabs": payee_tabs("royalty_payees")}


class FinanceView(RoyaltyView):
    """A screen for finance alone."""

    header_icon = "group"

    def allowed(self, user) -> bool:
        """Let in finance."""
        return may_see_bank(user)

    def trail(self) -> list[tuple[str, str]]:
        """Lead back to the payees."""
        return [(reverse("royalty_payees"), _("Payees"))]


class MissingPayeesView(FinanceView):
    """Authors of graded pieces nobody can pay yet, each with a link to add the payee."""

    page_title = gettext_lazy("Authors without payee")
    template_name = "articles/royalties/missing.html"
    http_method_names = ["get"]

    def get(self, request) -> HttpResponse:
        """List them, those who have waited longest first."""
        shares = [share for desk in Desk.objects.all() for share in without_payee(desk)]
        shares.sort(key=lambda share: (share.grade.published_on, share.pk))
        authors = page_of(authors_without(shares), request)
        context = {"authors": authors, "tabs": payee_tabs("royalty_payees_missing")}
        return render(request, self.template_name, self.get_context_data(**context))


class PayeeAddView(FinanceView):
    """A new payee, filled in from an author's share where one is named."""

    page_title = gettext_lazy("Add a payee")
    template_name = "articles/royalties/payee.html"

    def get(self, request) -> HttpResponse:
        """Show the form."""
        return self._answer(NewPayeeForm(initial=initial_of(request.GET.get("share", ""))))

    def post(self, request) -> HttpResponse:
        """Add the payee; what was typed stays when something is wrong."""
        form = NewPayeeForm(request.POST)
        if not (form.is_valid() and form.save_by(request.user)):
            return self._answer(form)
        text = _("%(name)s is a payee now.") % {"name": form.instance.legal_name}
        messages.success(request, text)
        return redirect("royalty_payees_missing" if "share" in request.GET else "royalty_payees")

    def _answer(self, form: NewPayeeForm) -> HttpResponse:
        return render(self.request, self.template_name, self.get_context_data(form=form))


class PayeeView(FinanceView):
    """One payee: the record to change, and who changed what before."""

    page_title = gettext_lazy("Payee")
    template_name = "articles/royalties/payee.html"

    def allowed(self, user) -> bool:
        """Find the payee, for finance."""
        if not super().allowed(user):
            return False
        rows = Payee.objects.select_related("unit", "user")
        self.payee = get_object_or_404(rows, pk=self.kwargs["payee_id"])
        self.name = self.payee.legal_name
        return True

    def get_page_subtitle(self) -> str:
        """Name the person."""
        return self.name

    def get(self, request, payee_id: int) -> HttpResponse:
        """Show the record."""
        return self._answer(PayeeForm(instance=self.payee))

    def post(self, request, payee_id: int) -> HttpResponse:
        """Change the record; what was typed stays when something is wrong."""
        form = PayeeForm(request.POST, instance=self.payee)
        if not (form.is_valid() and form.save_by(request.user)):
            return self._answer(form)
        messages.success(request, _("Saved: %(name)s.") % {"name": form.instance.legal_name})
        return redirect("royalty_payee", payee_id)

    def _answer(self, form: PayeeForm) -> HttpResponse:
        context = {"form": form, "payee": self.payee, "changes": history_of(self.payee)}
        return render(self.request, self.template_name, self.get_context_data(**context))


def initial_of(share_id: str) -> dict:
    """Return what a new payee begins with, from the share of an author."""
    rows = GradeShare.objects.select_related("user", "grade__contribution")
    share = (
        rows.filter(pk=share_id).first() if share_id.isdecimal() and len(share_id) < 19 else None
    )
    if share is None:
        return {}
    name = share.user.get_full_name() if share.user else ""
    return {
        "user": share.user_id,
        "unit": share.grade.contribution.unit_id,
        "pen_name": share.pen_name,
        "legal_name": name,
    }
