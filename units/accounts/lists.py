"""Lists of the admin: the people of a unit, and the units to choose from."""

import django_filters
from django.db.models import Count, Q
from django.forms import RadioSelect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import (
    ButtonsColumnMixin,
    Column,
    DateColumn,
    NumberColumn,
    StatusTagColumn,
    TitleColumn,
)
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import Button, ButtonWithDropdown, HeaderButton

from core.models import User
from core.text import fold
from units.enums import UnitRole

from .listing import Person, PersonStatus, people_of, select
from .rules import can_manage_any_accounts, manageable_units
from .screens import UnitScreen

ACTION_ORDER = (
    "change_roles",
    "reactivate",
    "deactivate",
    "resend_invitation",
    "cancel_invitation",
)


class PeopleFilterSet(WagtailFilterSet):
    """Choice of status and role; the list applies them itself."""

    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"),
        choices=PersonStatus.choices,
        widget=RadioSelect,
        empty_label=gettext_lazy("All"),
    )
    role = django_filters.ChoiceFilter(
        label=gettext_lazy("Role"),
        choices=UnitRole.choices,
        widget=RadioSelect,
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = User
        fields: list[str] = []


class PersonColumn(ButtonsColumnMixin, TitleColumn):
    """Name and address with the actions on this account or invitation."""

    cell_template_name = "units/admin/accounts/person_cell.html"

    def __init__(self, name: str, *, view: "PeopleView", **kwargs) -> None:
        super().__init__(name, **kwargs)
        self.view = view

    def get_cell_context_data(self, instance: Person, parent_context) -> dict:
        """Add the address where the name is not the address itself."""
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"email": instance.email if instance.name else ""}

    def get_buttons(self, instance: Person, parent_context) -> list:
        """Return one drop-down with what can be done with the person."""
        label = _("More options for '%(title)s'") % {"title": instance}
        return [
            ButtonWithDropdown(
                buttons=self.view.actions_on(instance),
                icon_name="dots-horizontal",
                attrs={"aria-label": label},
            )
        ]


class StatusColumn(StatusTagColumn):
    """Status, and for an invitation until when its link works."""

    cell_template_name = "units/admin/accounts/status_cell.html"

    def get_cell_context_data(self, instance: Person, parent_context) -> dict:
        """Add the end of the link's term."""
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"expires_at": instance.expires_at}


class PeopleView(UnitScreen, BaseListingView):
    """Accounts and open invitations of one unit."""

    default_ordering = "sort_name"
    is_searchable = True
    filterset_class = PeopleFilterSet
    paginate_by = 50
    verbose_name_plural = gettext_lazy("accounts")

    def get_breadcrumbs_items(self) -> list[dict]:
        """End with this list; it names the unit."""
        here = {"url": "", "label": self.page_title, "sublabel": self.unit.short_name_vi}
        return [*self.breadcrumbs_items, here]

    def get_index_url(self) -> str:
        """Return the address of this list."""
        return self.url_of("index")

    def get_index_results_url(self) -> str:
        """Return the address that answers with the rows only."""
        return self.url_of("index_results")

    @cached_property
    def header_buttons(self) -> list:
        """Return the button that invites."""
        return [HeaderButton(_("Invite a person"), url=self.url_of("invite"), icon_name="plus")]

    @cached_property
    def columns(self) -> list:
        """Return the person with the address, roles, status with its term, last log-in."""
        return [
            PersonColumn(
                "sort_name", view=self, label=_("Name"), accessor=str, get_url=self.roles_url,
                sort_key="sort_name", classname="wrap-anywhere", width="40%",
            ),
            Column("role_labels", label=_("Roles"), width="25%"),
            StatusColumn(
                "status", label=_("Status"), accessor=lambda person: person.status.label,
                primary=lambda person: person.status == PersonStatus.ACTIVE, sort_key="status",
            ),
            DateColumn("last_login", label=_("Last log-in"), sort_key="last_login"),
        ]  # fmt: skip

    def get_queryset(self) -> list[Person]:
        """Return the chosen people in the chosen order."""
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        people = select(
            people_of(unit=self.unit, now=timezone.now()),
            search=self.search_query,
            status=chosen.get("status") or "",
            role=chosen.get("role") or "",
        )
        return self.in_order(people)

    def in_order(self, people: list[Person]) -> list[Person]:
        """Sort by the clicked column, empty values last."""
        key, backwards = self.ordering.removeprefix("-"), self.ordering.startswith("-")
        known = [person for person in people if getattr(person, key) is not None]
        unknown = [person for person in people if getattr(person, key) is None]
        known.sort(key=lambda person: getattr(person, key), reverse=backwards)
        return known + unknown

    def roles_url(self, person: Person) -> str | None:
        """Return where the roles of an account are changed; an invitation has no such screen."""
        return self.url_of("change_roles", person.pk) if person.is_account else None

    def actions_on(self, person: Person) -> list[Button]:
        """Return the buttons for an account or for an invitation."""
        if not person.is_account:
            return [
                self._button(_("Send again"), "resend_invitation", person, "mail"),
                self._button(_("Cancel the invitation"), "cancel_invitation", person, "bin"),
            ]
        roles = self._button(_("Change roles"), "change_roles", person, "edit")
        if person.status == PersonStatus.CLOSED:
            return [roles, self._button(_("Reactivate"), "reactivate", person, "check")]
        if person.pk == self.request.user.pk:
            return [roles]
        return [roles, self._button(_("Deactivate"), "deactivate", person, "cross")]

    def _button(self, label: str, name: str, person: Person, icon: str) -> Button:
        # Wagtail sorts buttons with the same priority by label; ours stay in the order of use.
        priority = ACTION_ORDER.index(name)
        url = self.url_of(name, person.pk)
        return Button(label, url=url, icon_name=icon, priority=priority)


class ChooseUnitView(BaseListingView):
    """The units whose accounts one may manage; with only one, straight to it."""

    page_title = gettext_lazy("Unit accounts")
    header_icon = "group"
    index_url_name = "unit_accounts:choose_unit"
    index_results_url_name = "unit_accounts:choose_unit_results"
    default_ordering = "sort_name"
    is_searchable = True
    paginate_by = 50
    verbose_name_plural = gettext_lazy("units")

    def dispatch(self, request, *args, **kwargs):
        """Skip the choice when there is none."""
        units = list(manageable_units(request.user).values_list("code", flat=True)[:2])
        if len(units) == 1:
            return redirect("unit_accounts:index", units[0])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list:
        """Return name, code and how many people there are."""
        return [
            TitleColumn(
                "name", label=_("Unit"), sort_key="sort_name",
                get_url=lambda unit: reverse("unit_accounts:index", args=[unit.code]),
            ),
            Column("code", label=_("Code"), sort_key="code"),
            NumberColumn("active_accounts", label=_("Active accounts"), width="20%"),
        ]  # fmt: skip

    def get_base_queryset(self):
        """Return the manageable units with their number of active accounts."""
        active = Q(memberships__user__is_active=True)
        accounts = Count("memberships__user", filter=active, distinct=True)
        return manageable_units(self.request.user).annotate(active_accounts=accounts)

    def search_queryset(self, queryset):
        """Match every word in the folded names: a hundred units need no index."""
        words = fold(self.search_query).split()
        return [
            unit
            for unit in queryset
            if all(word in fold(f"{unit.code} {unit.name_vi} {unit.name_en}") for word in words)
        ]


def shows_accounts(request) -> bool:
    """Tell whether the menu leads this person to accounts."""
    return can_manage_any_accounts(request.user)
