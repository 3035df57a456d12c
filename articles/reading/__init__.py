"""Ways through what was published: topics, authors, months, and pieces near a piece."""
