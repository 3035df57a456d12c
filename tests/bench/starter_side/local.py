"""What a generated project needs before it can be served; copied into its settings."""

from .base import INSTALLED_APPS

SECRET_KEY = "bench-only-0123456789-0123456789-0123456789-0123456789"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [*INSTALLED_APPS, "news", "wagtail.api.v2", "wagtail.api.v3", "rest_framework"]
# Links to static files are not what is compared, so that nothing needs to be collected.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
