"""Assembles the read API v2 and the read and write API v3, and guards both in front."""
