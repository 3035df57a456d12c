"""Addresses of the lists of readers, below the root of each language."""

from django.urls import path, re_path

from articles.reading.views import archive, archive_month, author_page, topic_index, topic_page

SECTION = r"^(?P<path>(?:[\w-]+/)+)luu-tru/"

urlpatterns = [
    path("chu-de/", topic_index, name="topics"),
    path("chu-de/<slug:slug>/", topic_page, name="topic"),
    path("tac-gia/<slug:unit>/<slug:pen>/", author_page, name="author"),
    re_path(SECTION + r"$", archive, name="archive"),
    re_path(
        SECTION + r"(?P<year>[0-9]{4})/(?P<month>0[1-9]|1[0-2])/$",
        archive_month,
        name="archive_month",
    ),
]
