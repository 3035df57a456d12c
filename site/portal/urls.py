"""Addresses of the whole portal."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from articles.feeds import page_feed
from home.sitemaps import news_sitemap, sitemap, sitemap_part
from portal.api import v2, v3
from portal.cards import urls as card_urls
from portal.gallery import urls as gallery_urls
from portal.media import serve_media
from portal.pwa import urls as pwa_urls
from portal.views.health import healthz, readyz
from portal.views.robots import robots
from portal.views.well_known import humans_txt, security_txt

handler404 = "portal.views.errors.page_not_found"
handler500 = "portal.views.errors.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/", v2.urls()),
    path("api/v3/", v3.urls()),
    path("", include("units.accounts.public_urls")),
    path("", include("units.documents.public.urls")),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("humans.txt", humans_txt, name="humans_txt"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    *pwa_urls.urlpatterns,
    *card_urls.urlpatterns,
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-news.xml", news_sitemap, name="news_sitemap"),
    path("sitemap-<slug:language>.xml", sitemap_part, name="sitemap_part"),
]
if settings.SERVE_MEDIA and settings.MEDIA_URL.startswith("/"):
    urlpatterns += [path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", serve_media)]
urlpatterns += i18n_patterns(
    *pwa_urls.translated_urlpatterns,
    *gallery_urls.urlpatterns,
    path("tim-kiem/", include("search.urls")),
    path("bo-phieu/", include("forms.polls.voting.urls")),
    path("", include("articles.reading.urls")),
    path("", include("forms.questions.public.urls")),
    path("", include("forms.opinions.urls")),
    path("", include("units.personnel.public.urls")),
    re_path(r"^(?P<path>(?:[\w-]+/)*)feed/$", page_feed, name="feed"),
    re_path(
        r"^(?P<path>(?:[\w-]+/)*)feed/atom/$", page_feed, {"flavour": "atom"}, name="feed_atom"
    ),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
