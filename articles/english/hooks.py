"""Addresses and menu item of this part of the newsroom."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from articles.english.editor import construct_translation_menu, refuse_restart
from articles.english.rules import OVERSEERS, follows_english, reads_english_of
from articles.english.views import (
    ReportExportView,
    ReportView,
    SendView,
    TranslateView,
    UnitExportView,
    UnitView,
    UpdateView,
)
from units.gate.roles import CHIEFS, WRITERS
from units.gate.table import guard, open_to
from units.models import Unit


def readable_unit(user, value, arguments: dict) -> bool:
    """Pass the own unit, and every unit to those who see all."""
    unit_id = Unit.objects.filter(code=value).values_list("pk", flat=True).first()
    return unit_id is not None and reads_english_of(user, unit_id)


open_to(WRITERS | OVERSEERS, ["english_pages", "english_pages_export"])
open_to(WRITERS | OVERSEERS, ["english_unit", "english_unit_export"])
for name in ("english_unit", "english_unit_export"):
    guard(name, "code", readable_unit)
# The page itself is guarded as in every address.
open_to(CHIEFS, ["english_translate", "english_update", "english_send"])

hooks.register("construct_page_action_menu", construct_translation_menu)
# Before wagtail-localize's own, which would restart the translation.
hooks.register("before_edit_page", refuse_restart, order=-10)


@hooks.register("register_admin_urls")
def register_english_addresses():
    """Mount the screens below the admin."""
    return [
        path("english-pages/", ReportView.as_view(), name="english_pages"),
        path("english-pages/export/", ReportExportView.as_view(), name="english_pages_export"),
        path("english-pages/<slug:code>/", UnitView.as_view(), name="english_unit"),
        path(
            "english-pages/<slug:code>/export/",
            UnitExportView.as_view(),
            name="english_unit_export",
        ),
        path(
            "english-pages/<int:page_id>/translate/",
            TranslateView.as_view(),
            name="english_translate",
        ),
        path("english-pages/<int:page_id>/update/", UpdateView.as_view(), name="english_update"),
        path("english-pages/<int:page_id>/send/", SendView.as_view(), name="english_send"),
    ]


class EnglishMenuItem(MenuItem):
    """Shown to those who write for a unit, and to those who see all units."""

    def is_shown(self, request) -> bool:
        """Tell whether there is anything in the report for the account."""
        return follows_english(request.user)


@hooks.register("register_admin_menu_item")
def register_english_item():
    """Menu item of the report."""
    return EnglishMenuItem(
        _("English pages"),
        reverse("english_pages"),
        icon_name="wagtail-localize-language",
        order=107,
    )
