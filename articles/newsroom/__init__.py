"""The desks' daily work: claims, transfers, decisions, boards."""
