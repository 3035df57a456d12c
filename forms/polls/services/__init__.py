"""What happens to polls: one module for each use."""
