"""Screens of directives: for the Office, and for officers and leaders of units."""
