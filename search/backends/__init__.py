"""Database search backends that know Vietnamese; chosen in settings, unknown to other code."""
