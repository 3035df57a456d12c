"""Draws the application's icons anew after the logo changed."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.pwa.icons import FOLDER, ICONS, draw


class Command(BaseCommand):
    help = "Draw the icons of the installed application from the logo."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        """Write each icon into the static files."""
        FOLDER.mkdir(exist_ok=True)
        for icon in ICONS:
            draw(icon).quantize(64).save(FOLDER / icon.name, optimize=True)
            self.stdout.write(f"{icon.name}: {(FOLDER / icon.name).stat().st_size} bytes")
