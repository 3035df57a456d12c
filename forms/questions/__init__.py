"""Workers ask, the union answers."""
