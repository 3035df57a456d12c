"""Former addresses of pages: where they lead, and when they stop."""
