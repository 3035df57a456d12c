"""Declares the register of official documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "units.documents"
    label = "documents"
    verbose_name = _("Official documents")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from core.reserved import reserve
        from units import sections

        from . import feeds, keeping, policies, slots
        from .api import router

        policies.register()
        keeping.register()
        feeds.register()
        slots.register()
        # Wagtail itself answers at `/documents/`: files of its library.
        api.add_router("/official-documents/", router)

        reserve("tep-van-ban")
        sections.register(
            sections.Section(
                *("documents", 35, "documents.DocumentIndexPage", "van-ban"),
                *("Văn bản", "Documents"),
            )
        )
