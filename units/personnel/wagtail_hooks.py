"""Puts organisation and personnel into the admin."""

from units.personnel.yearly import hooks as yearly_hooks  # noqa: F401 - registers the figures
