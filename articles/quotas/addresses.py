"""Addresses of quotas below the admin."""

from django.urls import path

from articles.quotas.screens.export import ExportView
from articles.quotas.screens.overview import HeatMapView, RankingView
from articles.quotas.screens.pieces import PiecesView
from articles.quotas.screens.shortfalls import ShortfallsView
from articles.quotas.screens.unit import MineView, UnitView


def addresses() -> list:
    """Return the patterns."""
    return [
        path("quotas/", HeatMapView.as_view(), name="quota_overview"),
        path("quotas/ranking/", RankingView.as_view(), name="quota_ranking"),
        path("quotas/short/", ShortfallsView.as_view(), name="quota_shortfalls"),
        path("quotas/export/", ExportView.as_view(), name="quota_export"),
        path("quotas/mine/", MineView.as_view(), name="quota_mine"),
        path("quotas/units/<slug:code>/", UnitView.as_view(), name="quota_unit"),
        path("quotas/units/<slug:code>/pieces/", PiecesView.as_view(), name="quota_pieces"),
    ]
