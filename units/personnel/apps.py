"""Declares organisation and personnel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonnelConfig(AppConfig):
    name = "units.personnel"
    label = "personnel"
    verbose_name = _("Organisation and personnel")

    def ready(self) -> None:
        from units import sections
        from units.personnel import policies, public
        from units.personnel.yearly import policies as yearly_policies

        policies.register()
        yearly_policies.register()
        sections.register(
            sections.Section(
                *("organisation", 80, "personnel.OrganisationPage", "to-chuc"),
                *("Tổ chức", "Organisation"),
            )
        )
        public.register()
