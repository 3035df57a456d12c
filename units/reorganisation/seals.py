"""What the database refuses to change: the journal of reorganisations."""

from core.append_only import Seal

SEALS = (Seal("reorganisation_rowchange", "reorganisation_seal_change"),)
