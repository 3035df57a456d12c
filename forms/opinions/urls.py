"""Addresses of the sender's own page, below the root of each language."""

from django.urls import path

from .public.views import show_own, track

urlpatterns = [
    path("theo-doi-y-kien/", track, name="track_opinion"),
    path("y-kien-cua-toi/", show_own, name="own_opinion"),
]
