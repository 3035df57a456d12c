"""Declares the register of official documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "units.documents"
    label = "documents"
    verbose_name = _("Official documents")

    def ready(self) -> None:
        from units import sections

        sections.register(
            sections.Section(
                *("documents", 35, "documents.DocumentIndexPage", "van-ban"),
                *("Văn bản", "Documents"),
            )
        )
