"""Composition root: settings, addresses, API assembly and base templates."""
