"""Settings shared by every environment; what differs comes from environment variables."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .environment import ROOT, env, json_object

VAR = ROOT / "var"

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Demonstration content and accounts may be loaded; never in production.
DEMONSTRATION = False
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"

INSTALLED_APPS = [
    "portal",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    # After Wagtail, so that our receivers can take the place of its own.
    "core",
    "units",
    "units.personnel",
    "units.documents",
    "units.directives",
    "units.reports",
    "units.reorganisation",
    "forms",
    "forms.guarding",
    "forms.questions",
    "forms.opinions",
    "forms.polls",
    "articles",
    "search",
    "home",
    "taggit",
    "modelcluster",
    "rest_framework",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.CompressTextMiddleware",
    "portal.middleware.PrivateAnswersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.UrlLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.ContentPolicyMiddleware",
    "portal.middleware.DirectRouteMiddleware",
    "portal.redirects.middleware.RedirectMiddleware",
    "articles.middleware.ReviewRefusalMiddleware",
    "units.gate.middleware.AdminGateMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "core.auth.backends.EmailOrUsernameBackend",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------
SQLITE_OPTIONS = {
    # Deferred transactions fail on lock upgrade under concurrency; immediate ones wait.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;PRAGMA cache_size=-32000;"
    ),
}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
    # Opening the file anew for every request costs more than most answers.
    DATABASES["default"]["CONN_MAX_AGE"] = 60
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8)}
    }

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://portal")}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # A dead cache must never break a page: see core.cache.
    CACHES["default"]["BACKEND"] = "core.cache.ForgivingRedisCache"
    CACHES["default"].setdefault("OPTIONS", {}).update(
        {"socket_timeout": 1, "socket_connect_timeout": 1}
    )
# Counters of floods have a room of their own: however many there are, no page is driven out.
CACHES["guard"] = {**CACHES["default"], "KEY_PREFIX": "guard"}
if CACHES["guard"]["BACKEND"].endswith("LocMemCache"):
    CACHES["guard"].update({"LOCATION": "guard", "OPTIONS": {"MAX_ENTRIES": 20_000}})

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Language and time --------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
USE_TZ = True
FORMAT_MODULE_PATH = ["portal.formats"]
# Our own words win over our words for Wagtail, and these over what packages bring.
LOCALE_PATHS = [ROOT / "site" / "portal" / part for part in ("locale", "upstream/locale")]

# --- Files ----------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR / "static"))()
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR / "media"))()
PRIVATE_MEDIA_ROOT = env.path("PRIVATE_MEDIA_ROOT", default=str(VAR / "private"))()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Documents are never under a public address: the serve view asks who may read.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.typeface.TypefaceFinder",
]
# What is made of packages at set-up, such as the headline face.
GENERATED_ROOT = VAR / "generated"
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
WHITENOISE_MAX_AGE = 300
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- Wagtail --------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Cổng Công đoàn Việt Nam"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.PortalImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.forms.PortalDocumentForm"
# Of films; other documents may have a tenth (core.documents).
WAGTAILDOCS_MAX_UPLOAD_SIZE = 300 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = [
    *("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "txt"),
    *("mp4", "webm", "vtt"),
]
# What the pickers of the editor write; both languages of `portal.formats` read it.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "articles.finish.publish_approved"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAILUSERS_PASSWORD_REQUIRED = False
# Turning pasted addresses into page links would answer with the title of a page's draft.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "never"
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAILAPI_LIMIT_MAX = 50
WAGTAILAPI_BASE_URL = WAGTAILADMIN_BASE_URL
WAGTAILAPI_DOCS_ENABLED = True
# Videos are links that the reader opens: no third party is asked while an editor types.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# An e-mail address is proven by an invitation; people do not change it unproven themselves.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "core.auth.forms.PortalLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "core.auth.forms.QueuedPasswordResetForm"  # noqa: S105
# A translation begins as a draft: half of it would be the original's text before readers' eyes.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# A translation service, none by default: what it writes is read by people before it is sent.
MACHINE_TRANSLATOR = env.str("MACHINE_TRANSLATOR", default="")
if MACHINE_TRANSLATOR:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": MACHINE_TRANSLATOR,
        "OPTIONS": json_object("MACHINE_TRANSLATOR_OPTIONS"),
    }
UNIT_INVITATION_DAYS = env.int("UNIT_INVITATION_DAYS", default=7)
# How long after the end of a question its asker's contact and files are kept.
QUESTION_CONTACT_DAYS = env.int("QUESTION_CONTACT_DAYS", default=180)
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"

WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "search.backends.database"}
}
SEARCH_URL = env.str("SEARCH_URL", default="")
if SEARCH_URL:
    WAGTAILSEARCH_BACKENDS["default"] = {
        "BACKEND": "wagtail.search.backends.elasticsearch9",
        "URLS": [SEARCH_URL],
        "INDEX_PREFIX": "portal_",
    }

# --- Mail -------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Cổng Công đoàn Việt Nam <no-reply@localhost>"
)

# Whom to tell of a weakness (RFC 9116); without any there is no security.txt.
SECURITY_CONTACTS = env.list("SECURITY_CONTACTS", default=[])

# --- Public forms (docs/features/guarding.md) ---------------------------------------
# Proxies in front of the portal that append to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# Tries that a browser needs on average to prove its work, each about 2.5 ms on a cheap phone.
GUARD_WORK = env.int("GUARD_WORK", default=100)
# A form that comes back sooner was not read by anybody.
GUARD_SECONDS = env.int("GUARD_SECONDS", default=2)
# Changes to the limits of a purpose: {"vote": {"flood": 1200}}.
GUARD_LIMITS = json_object("GUARD_LIMITS")
# How long the private version of an opinion outlives the decision on it.
OPINION_KEEP_DAYS = env.int("OPINION_KEEP_DAYS", default=90)

# --- Log-in -------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "core.auth.passwords.LongEnoughValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
# By account and address together: a shared office address must not lock out its colleagues.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "core.auth.lockout.counted_name"
AXES_LOCKOUT_CALLABLE = "core.auth.lockout.lockout_response"
AXES_ENABLE_ADMIN = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "filters": {"one_time_links": {"()": "core.auth.log_filter.HideOneTimeLinks"}},
    "loggers": {
        "django.request": {"filters": ["one_time_links"]},
        "django.security.csrf": {"filters": ["one_time_links"]},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
