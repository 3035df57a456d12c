"""Near duplicates: which pieces a desk has seen before, and how alike they are."""
