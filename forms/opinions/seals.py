"""What the database refuses to change: what was decided about an opinion."""

from core.append_only import Seal

SEALS = (Seal("opinions_opiniondecision", "opinions_seal_decision"),)
