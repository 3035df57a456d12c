"""Declares the guard of public forms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuardingConfig(AppConfig):
    name = "forms.guarding"
    label = "guarding"
    verbose_name = _("Guard of public forms")
