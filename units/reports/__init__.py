"""Results of every unit, half-year by half-year."""
