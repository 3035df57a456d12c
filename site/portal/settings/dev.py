"""Local demonstration: embedded SQLite, no other server, safe to run without any variable."""

from .base import *  # noqa: F403
from .base import VAR, env

DEMONSTRATION = True
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="local-demonstration-only-not-a-secret-0123456789abcdef")
VAR.mkdir(exist_ok=True)
