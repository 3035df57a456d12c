"""What is written: pieces, desks and their moderation."""
