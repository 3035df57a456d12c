"""The organisation: units, their sub-sites and people."""
