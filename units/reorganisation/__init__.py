"""Units that merge, split, are replaced, renamed or closed."""
