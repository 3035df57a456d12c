"""The board of a desk: its segments, filters, lines, and what is done from it."""
