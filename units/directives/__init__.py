"""What the Confederation asks of units, and what each does about it."""
