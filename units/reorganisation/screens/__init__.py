"""Screens of the Office and of portal administrators on which units are arranged anew."""
