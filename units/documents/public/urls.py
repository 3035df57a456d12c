"""Public addresses of documents that are no pages; the same in every language."""

from django.urls import path

from .data import documents_data
from .files import official_file

KINDS = ("csv", "json")

urlpatterns = [
    path("van-ban/tep/<int:file_id>/<str:name>", official_file, name="official_file"),
    *(
        path(f"van-ban/du-lieu.{kind}", documents_data, {"kind": kind}, "official_documents_data")
        for kind in KINDS
    ),
]
