"""The side of those who ask and of those who read."""
