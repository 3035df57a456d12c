"""Public addresses of documents that are no pages; the same in every language."""

from django.urls import path

from .files import official_file

urlpatterns = [
    path("van-ban/tep/<int:file_id>/<str:name>", official_file, name="official_file"),
]
