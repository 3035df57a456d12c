"""What is done with directives; nothing else writes their tables."""
