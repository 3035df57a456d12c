"""The environment that all settings read; a `.env` file beside manage.py may fill it."""

import json
from pathlib import Path
from typing import Any

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


def json_object(name: str) -> dict[str, Any]:
    """Return the JSON object in a variable, empty without one, or stop with its name."""
    text = env.str(name, default="").strip()
    try:
        value = json.loads(text or "{}")
    except ValueError as error:
        raise ImproperlyConfigured(f"Environment variable {name} is no JSON: {error}.") from error
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f"Environment variable {name} must be a JSON object: {{...}}.")
    return value
