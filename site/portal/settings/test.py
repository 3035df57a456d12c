"""Settings of the test suite: real database, immediate tasks, mail kept in memory."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

DEMONSTRATION = True
DEBUG = False
SECRET_KEY = "test-only-0123456789-0123456789-0123456789-0123456789"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
_FILES = Path(tempfile.mkdtemp(prefix="portal-test-"))
MEDIA_ROOT = str(_FILES / "media")
# A fresh clone has built no static files; WhiteNoise wants the folder all the same.
STATIC_ROOT = str(_FILES / "static")
Path(STATIC_ROOT).mkdir()
STORAGES = {
    **STORAGES,
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(_FILES / "private"), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AXES_ENABLED = False
# Tests send forms at once and do not compute for long.
GUARD_SECONDS = 0
GUARD_WORK = 1

# A browser saves while it reads: in memory, connections of one process share a cache whose locks
# know no waiting; in a file they wait as they do in the portal.
if "TEST_SQLITE_FILE" in os.environ and DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": os.environ["TEST_SQLITE_FILE"]}
