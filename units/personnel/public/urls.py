"""Address of figures as open data, below each organisation page and in each language."""

from django.urls import re_path

from .files import figures_file

urlpatterns = [
    re_path(r"^(?P<path>(?:[\w-]+/)+)so-lieu\.csv$", figures_file, name="organisation_figures"),
]
