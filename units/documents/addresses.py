"""Addresses of the files of documents, for pages, screens and mails alike."""

from django.urls import reverse

from core.text import safe_filename

from .models import DocumentFile


def file_url(file: DocumentFile) -> str:
    """Return the path of a file; who may not read its document finds nothing there."""
    return reverse("official_file", args=[file.pk, safe_filename(file.name)])
