"""Screens of those who keep the bodies and people of units."""
