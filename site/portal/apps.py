"""Declares the composition root, whose templates and catalogue come before all others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from core.reserved import reserve
        from portal import machine_translation, security_contacts  # noqa: F401 (their checks)
        from portal.api import v3
        from portal.redirects import receivers

        reserve("admin", "api", "documents", "media", "static", "en", "healthz", "readyz")
        reserve("the-chia-se", "ngoai-tuyen", "thanh-phan", "tai-khoan")
        v3.prepare()
        receivers.connect()
