"""Declares opinions of members."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpinionsConfig(AppConfig):
    name = "forms.opinions"
    label = "opinions"
    verbose_name = _("Members' opinions")
