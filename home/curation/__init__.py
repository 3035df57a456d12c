"""The desks' screen of the front page: what stands at a moment, and what they change."""
