"""What happens to questions: one function for each thing that people do."""
