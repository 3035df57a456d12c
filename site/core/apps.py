"""Declares the kernel, which imports no app of ours."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core.tree_index import ensure_tree_index


class CoreConfig(AppConfig):
    name = "core"
    label = "core"
    verbose_name = _("Kernel")

    def ready(self) -> None:
        from core import form_fields

        form_fields.register()
        post_migrate.connect(ensure_tree_index, sender=self)
