"""What happens to periods and reports; each service is one transaction."""
