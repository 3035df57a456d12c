"""Screens of half-year reports: of units that report, and of the department that judges."""
