"""Screens of figures in the admin."""
