"""Addresses of the sender's own page, below the root of each language."""

from django.urls import path

from .public.views import show_own, track

urlpatterns = [
    path("y-kien/theo-doi/", track, name="track_opinion"),
    path("y-kien/cua-toi/", show_own, name="own_opinion"),
]
