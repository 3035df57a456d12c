"""Declares the kernel, which imports no app of ours."""

import mimetypes

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from core.tree_index import ensure_tree_index

# Named here: the types that Python knows differ from machine to machine.
MEDIA_TYPES = {".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt"}


class CoreConfig(AppConfig):
    name = "core"
    label = "core"
    verbose_name = _("Kernel")

    def ready(self) -> None:
        from core import form_fields

        form_fields.register()
        for suffix, media_type in MEDIA_TYPES.items():
            mimetypes.add_type(media_type, suffix)
        post_migrate.connect(ensure_tree_index, sender=self)
