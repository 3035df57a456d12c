"""What happens to pieces: one module per use case."""
