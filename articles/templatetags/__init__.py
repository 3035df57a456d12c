"""Template tags of pieces."""
