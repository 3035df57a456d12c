"""Screens below `/admin/questions/`."""
