"""What desks do with the front page."""
