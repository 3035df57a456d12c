"""Addresses of the installed application: one worker, all else once in each language."""

from django.urls import path

from portal.pwa.views import manifest, offline, worker

urlpatterns = [path("sw.js", worker, name="service_worker")]
translated_urlpatterns = [
    path("manifest.webmanifest", manifest, name="manifest"),
    path("ngoai-tuyen/", offline, name="offline"),
]
