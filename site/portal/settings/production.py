"""Production: every secret comes from the environment; a missing one stops the start."""

from .environment import env, required

# Asked for before anything is derived from them, so that the message names the variable.
_given = {
    name: required(name) for name in ("SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL")
}

from .base import *  # noqa: E402, F403

DEBUG = False
SECRET_KEY = _given["SECRET_KEY"]
ALLOWED_HOSTS = [host.strip() for host in _given["ALLOWED_HOSTS"].split(",")]
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = _given["BASE_URL"]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[WAGTAILADMIN_BASE_URL])
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=False)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
