"""Views of the portal as a whole: errors, health, robots."""
