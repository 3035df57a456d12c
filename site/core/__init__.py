"""Kernel of the portal: people's accounts, files, text and the base of every page."""
