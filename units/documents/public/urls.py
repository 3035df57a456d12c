"""Public addresses of documents that are no pages; the same in every language."""

from django.urls import path, re_path

from .data import documents_data
from .files import official_file

urlpatterns = [
    path("van-ban/tep/<int:file_id>/<str:name>", official_file, name="official_file"),
    re_path(
        r"^van-ban/du-lieu\.(?P<kind>csv|json)$", documents_data, name="official_documents_data"
    ),
]
