"""The environment that all settings read; a `.env` file beside manage.py may fill it."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]

env = environ.Env()
environ.Env.read_env(ROOT / ".env")


def required(name: str) -> str:
    """Return the value of a mandatory variable or stop with its name."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(
            f"Environment variable {name} is required in production; see .env.example."
        )
    return value
