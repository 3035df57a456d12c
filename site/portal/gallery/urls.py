"""Address of the gallery."""

from django.urls import path

from portal.gallery.views import gallery

urlpatterns = [path("thanh-phan/", gallery, name="component_gallery")]
