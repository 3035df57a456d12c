"""Pictures of titles, for links that people share."""
