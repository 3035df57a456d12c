"""The admin address gate: which role may open which address, and whose objects it may name."""
