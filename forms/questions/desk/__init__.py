"""Screens of those who answer: units and the centre."""
