"""What readers get at the address of a retracted piece: 410 Gone, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.models import Page

from articles.corrections.reader_notes import reader_note
from articles.models import ArticlePage, Correction

GONE = 410


def retraction_response(
    request: HttpRequest, *, page: ArticlePage, retraction: Correction
) -> HttpResponse:
    """Return the note at the piece's address; of the piece itself nothing but its title."""
    bare = Page.objects.select_related("locale").get(pk=page.pk)
    bare.search_description = ""
    context = {"page": bare, "unit": page.unit, "retraction": reader_note(retraction)}
    return render(request, "articles/retracted_page.html", context, status=GONE)
