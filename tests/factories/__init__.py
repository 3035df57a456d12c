"""Builders of real rows for tests."""
