"""Tells search engines what to leave alone and where the sitemaps are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.addresses import absolute


def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt."""
    context = {
        "closed": [reverse("wagtailadmin_home"), "/_util/"],
        "sitemaps": [absolute(reverse(name)) for name in ("sitemap", "news_sitemap")],
    }
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")
