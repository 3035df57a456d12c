"""The calendar of working days: who keeps it, and its screens."""
