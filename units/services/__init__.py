"""What happens to units and their people: one module per use case."""
