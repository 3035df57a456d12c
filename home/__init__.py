"""The national home, curation and whole-portal navigation."""
