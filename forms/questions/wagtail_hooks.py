"""What questions add to the admin."""

from .desk import hooks as _desk  # noqa: F401 - registers the screens
